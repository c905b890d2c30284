/* Which answers need their instructions counted. */
#include "harness.h"

#include "grader/grade_int.h"

static const struct { const char *text; bool may; } texts[] = {
    {"arr[arr > limit]", false},
    {"span = data.max() - data.min()\nreturn (data - data.min()) / span", false},
    {"np.cumsum(arr)", false},
    {"", false},
    {"for i = 0, n do x = i end", true},
    {"while true do end", true},
    {"repeat until true", true},
    {"::a:: goto a", true},
    {"f = function() return f() end", true},
    {"np.vectorize(math.abs)(arr)", true},
    {"np.apply_along_axis(math.max, 0, arr)", true},
    {"load('x')()", true},
    {"_G['lo' .. 'ad']", true},
    {"table.sort(t)", true},
    {"[x for x in arr]", true},
};

static void texts_that_cannot_repeat_are_known(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (grade_may_loop(texts[i].text, strlen(texts[i].text)) != texts[i].may) fail_msg("%s", texts[i].text);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(texts_that_cannot_repeat_are_known)};
    return RUN_TESTS(tests);
}
