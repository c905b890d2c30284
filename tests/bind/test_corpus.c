/* tests/bind/test_corpus.c: programs that touch no array: those of corpus.lua print the same translated and not; the
 * Lua files of eight Debian packages, where they are installed, use no extension, keep their lines and compile.   */
#include "base/fs.h"
#include "lua_output.h"
#include "notation/notation.h"

static void plain_programs_print_the_same(void **state) {
    (void)state;
    buf    file;
    err    e;
    size_t n = 0, wrong = 0;
    buf_init(&file);
    if (fs_read("tests/bind/corpus.lua", 1 << 20, &file, &e) != ERR_OK) fail_msg("%s", e.text);
    const char *at = strstr(file.text, "--- ");
    while (at) {
        const char *body = strchr(at, '\n') + 1, *next = strstr(body, "\n--- ");
        size_t      length = next ? (size_t)(next + 1 - body) : strlen(body);
        char        title[80];
        snprintf(title, sizeof title, "%.*s", (int)strcspn(at + 4, "\n"), at + 4);
        n++;
        if (!same_output("program", body, length)) {
            wrong++;
            fprintf(stderr, "in \"%s\"\n", title);
        }
        at = next ? next + 1 : NULL;
    }
    buf_free(&file);
    assert_int_equal(wrong, 0);
    assert_true(n >= 100);
}

static size_t count_newlines(const char *s, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += s[i] == '\n';
    return count;
}

/* NULL, or what is wrong with the translation of a file. */
static const char *check_file(lua_State *L, const buf *source, char *why, size_t room) {
    notation_out     out;
    notation_failure f;
    err              e;
    why[0] = '\0';
    if (notation_translate(source->text, source->n, NOTATION_PROGRAM, &out, &f, &e) != ERR_OK) {
        snprintf(why, room, "%d: %s", f.line, e.text);
        return why;
    }
    if (out.extended) snprintf(why, room, "an extension was seen");
    else if (count_newlines(out.lua, out.n) != count_newlines(source->text, source->n) + 1) snprintf(why, room, "a line moved");
    else if (luaL_loadbufferx(L, out.lua, out.n, "=t", "t")) snprintf(why, room, "%s", lua_tostring(L, -1));
    lua_settop(L, 0);
    notation_free(&out);
    return why[0] ? why : NULL;
}

/* Is it Lua 5.4 at all? Some files of the packages are examples of mistakes, or another language. */
static bool is_lua(lua_State *L, const buf *source) {
    const char *from = source->n && source->text[0] == '#' ? source->text + strcspn(source->text, "\n") : source->text;
    bool        good = luaL_loadbufferx(L, from, source->n - (size_t)(from - source->text), "=s", "t") == LUA_OK;
    lua_settop(L, 0);
    return good;
}

static void installed_lua_files_are_left_alone(void **state) {
    (void)state;
    FILE *list = popen("dpkg -L lua-penlight lua-check lua-busted lua-lpeg lua-argparse lua-inspect lua-luassert lua-ldoc 2>/dev/null | "
                       "grep '\\.lua$' | sort -u", "r");
    lua_State *L = luaL_newstate();
    char       path[512], why[ERR_TEXT_MAX + 40];
    size_t     n = 0, other = 0, wrong = 0;
    buf        source;
    err        e;
    buf_init(&source);
    while (list && fgets(path, sizeof path, list)) {
        path[strcspn(path, "\n")] = '\0';
        buf_clear(&source);
        if (fs_read(path, 1 << 24, &source, &e) != ERR_OK) continue;
        if (!is_lua(L, &source)) {
            other++;
            continue;
        }
        n++;
        if (check_file(L, &source, why, sizeof why)) wrong++, print_error("%s: %s\n", path, why);
    }
    if (list) pclose(list);
    buf_free(&source);
    lua_close(L);
    if (n == 0) print_message("none of the packages is here: not checked\n");
    else print_message("%zu files; %zu are no Lua 5.4\n", n, other);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(plain_programs_print_the_same),
        TEST(installed_lua_files_are_left_alone),
    };
    return RUN_TESTS(tests);
}
