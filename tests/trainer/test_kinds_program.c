/* Questions of every kind as a person meets them: shown, answered, followed up. */
#include "pack/pack_test.h"

#include "program.h"

static int kinds_begin(void **state) {
    (void)state;
    if (!program_begin()) return -1;
    strcpy(pack_folder, program_folder);
    strcat(pack_folder, "/pack");
    if (mkdir(pack_folder, 0700)) return -1;
    write_text("pack.md", about_text);
    buf first, out;
    buf_init(&first);
    buf_init(&out);
    for (int i = 0; i < 5; i++) {
        char  name[16];
        char *text = format_example(i);
        assert_non_null(text);
        snprintf(name, sizeof name, "%d.md", i);
        if (i == 0 || i == 4) buf_puts(&first, text);
        else write_text(name, text);
        if (i == 0) buf_putc(&first, '\n');
        mem_free(text);
    }
    write_text("0.md", first.text);
    char args[256];
    snprintf(args, sizeof args, "pack import %s", pack_folder);
    int code = program_run(args, "", &out);
    if (code) fprintf(stderr, "%s\n", out.text);
    buf_free(&first);
    buf_free(&out);
    return code;
}

static int kinds_end(void **state) {
    (void)state;
    program_end();
    return 0;
}

static const struct run { const char *args, *input; int code; const char *says, *not; } runs[] = {
    {"show X2", "", 0, "Without running it, what does this give?\n   counts.sum().dtype.name, counts.sum(), counts + counts\n", NULL},
    {"show X2", "", 0, "Tell, in order, separated by commas:", "Given:\n\n"},
    {"grade X2 -", "int64, 128, [-56 54 2]\n", 0, "PASS", "bill"},
    {"grade X2 -", "'int64', 128, array([-56, 54, 2], dtype=int8)\n", 0, "PASS", NULL},
    {"grade X2 -", "int64, 128, array([-56, 54, 2], dtype=int16)\n", 1, "dtype", NULL},
    {"grade X2 -", "int64, 128, [200 54 2]\n", 1, "200 does not fit", "-56"},
    {"grade X2 -", "int64, 127, [-56 54 2]\n", 1, "the sum: yours is int64 127", "128"},
    {"grade X2 -", "int64, 128\n", 1, "E-COUNT", NULL},
    {"grade X2 -", "counts.sum().dtype.name, counts.sum(), counts + counts\n", 3, "type the value itself", NULL},
    {"solution X2", "", 0, "int64, 128, [-56 54 2]", NULL},
    {"grade X4 -", "plt.plot([0, 1], [0, 1])\n", 1, "The name of the x axis is missing.", NULL},
    {"grade X4 -", "1\n", 1, "There is no figure", NULL},
    {"show X3", "", 0, "Answer in your own words.", "Give"},
    {"grade X3 -", "one type\n", 1, "1 of 3 points found", NULL},
    {"grade X3 -", "one type\n", 1, "Not found in your answer:\n   - They lie next to each other in memory.\n", NULL},
    {"grade X3 -", "Same dtype, one block of memory, a loop in C.\n", 0, "PASS   3 of 3 points", NULL},
    {"grade X3 -", "Arrays are faster because NumPy is optimised for numbers.\n", 1, "That says that it is fast, not why.", NULL},
    {"--json grade X3 -", "one type\n", 1, "\"points\":[true,false,false]", NULL},
    {"solution X3", "", 0, "A good answer", NULL},
    {"hint X3", "", 0, "Hint 1 of 3: How are", NULL},
    {"show X1", "", 0, "Follow-ups:\n   X1+1   now with NaN", NULL},
    {"--json show X1", "", 0, "\"follow_ups\":[\"example-01+nan\"]", NULL},
    {"show x1+1", "", 0, "Now `arr` may hold NaN.", "Follow-ups"},
    {"show X1+nan", "", 0, "Now `arr` may hold NaN.", NULL},
    {"show example-01+nan", "", 0, "Now `arr` may hold NaN.", NULL},
    {"show example-01+1", "", 0, "Now `arr` may hold NaN.", NULL},
    {"show X1+2", "", 2, "there is no question X1+2", NULL},
    {"grade X1+1 -", "arr[arr <= limit]\n", 0, "PASS", NULL},
    {"grade X1+nan -", "arr[~(arr > limit)]\n", 1, "is also true of NaN", NULL},
    {"--json list coding", "", 0, "\"kind\":\"code\",\"follows\":\"example-01\"", NULL},
    {"--json list beginner", "", 0, "\"kind\":\"predict\",\"follows\":\"\"", NULL},
    {"history X3", "", 0, "E-POINTS", NULL},
    {"practice X1", "arr[arr > limit]\n", 0, "PASS", "Now `arr` may hold NaN."},
    {"practice X3", "one type\n", 1, "1 of 3 points", NULL},
};

static void each_kind_is_shown_and_judged(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        int code = program_run(runs[i].args, runs[i].input, &out);
        if (code != runs[i].code) fail_msg("%s: exit code %d, not %d:\n%s", runs[i].args, code, runs[i].code, out.text);
        if (!strstr(out.text, runs[i].says)) fail_msg("%s: \"%s\" is not in:\n%s", runs[i].args, runs[i].says, out.text);
        if (runs[i].not && strstr(out.text, runs[i].not)) fail_msg("%s: \"%s\" is in:\n%s", runs[i].args, runs[i].not, out.text);
    }
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(each_kind_is_shown_and_judged)};
    return cmocka_run_group_tests(tests, kinds_begin, kinds_end);
}
