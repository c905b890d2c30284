/* tests/bind/test_generated.c: random programs: what is valid is translated, line for line, and compiles; what is
 * plain Lua does the same translated and not.
 *
 * NDRILL_COUNT programs (2000) from NDRILL_SEED (1) on.                                                      */
#include <lauxlib.h>
#include <lualib.h>

#include "bind/bind.h"
#include "harness.h"
#include "lua_output.h"
#include "notation/notation.h"
#include "programs.h"

static uint64_t setting(const char *name, uint64_t missing) {
    const char *text = getenv(name);
    return text && text[0] ? strtoull(text, NULL, 10) : missing;
}

static size_t count_newlines(const char *s, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += s[i] == '\n';
    return count;
}

/* NULL, or what is wrong with the translation. */
static const char *check_translation(lua_State *L, const buf *source, notation_mode mode, char *why, size_t room) {
    notation_out     out;
    notation_failure f;
    err              e;
    if (notation_translate(source->text, source->n, mode, &out, &f, &e) != ERR_OK) {
        snprintf(why, room, "refused at line %d: %s", f.line, e.text);
        return why;
    }
    why[0] = '\0';
    if (count_newlines(out.lua, out.n) != count_newlines(source->text, source->n) + 1) snprintf(why, room, "a line moved");
    else if (luaL_loadbufferx(L, out.lua, out.n, "=t", "t")) snprintf(why, room, "%s", lua_tostring(L, -1));
    lua_settop(L, 0);
    notation_free(&out);
    return why[0] ? why : NULL;
}

static void what_is_valid_is_translated_and_compiles(void **state) {
    (void)state;
    lua_State *L = luaL_newstate();
    uint64_t   seed = setting("NDRILL_SEED", 1), count = setting("NDRILL_COUNT", 2000);
    size_t     wrong = 0;
    buf        source;
    char       why[ERR_TEXT_MAX + 40];
    print_message("seed %llu, %llu programs\n", (unsigned long long)seed, (unsigned long long)count);
    buf_init(&source);
    for (uint64_t k = 0; k < count && wrong < 3; k++) {
        buf_clear(&source);
        write_program(&source, seed + k, k % 4 != 0);
        if (check_translation(L, &source, (notation_mode)(k % 3), why, sizeof why) == NULL) continue;
        wrong++;
        fprintf(stderr, "--- program %llu: %s\n%s\n", (unsigned long long)(seed + k), why, source.text);
    }
    buf_free(&source);
    lua_close(L);
    assert_int_equal(wrong, 0);
}

static void plain_lua_does_the_same_translated(void **state) {
    (void)state;
    uint64_t seed = setting("NDRILL_SEED", 1), count = setting("NDRILL_COUNT", 2000) / 4;
    size_t   wrong = 0;
    buf      source;
    buf_init(&source);
    for (uint64_t k = 0; k < count && wrong < 3; k++) {
        buf_clear(&source);
        write_program(&source, seed + k, false);
        wrong += !same_output("program", source.text, source.n);
    }
    buf_free(&source);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_is_valid_is_translated_and_compiles),
        TEST(plain_lua_does_the_same_translated),
    };
    return RUN_TESTS(tests);
}
