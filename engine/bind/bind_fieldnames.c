/* bind/bind_fieldnames.c: the names of a table's columns, as np.genfromtxt makes them fit to be names. */
#include <string.h>

#include "bind/bind_textio.h"

enum { NAMES = BIND_NAMES, EXCLUDED = 12, DELETED = 13, SPACE = 14, CASE = 16, DEFAULT_FORMAT = 17 };

nd_word bind_strip(nd_word f) {
    while (f.n && strchr(" \t\n\r\v\f", f.text[0])) f.text++, f.n--;
    while (f.n && strchr(" \t\n\r\v\f", f.text[f.n - 1])) f.n--;
    return f;
}

static bool is_excluded(lua_State *L, const char *name) {
    static const char *const always[] = {"return", "file", "print"};
    for (size_t i = 0; i < 3; i++)
        if (strcmp(name, always[i]) == 0) return true;
    if (!bind_given(L, EXCLUDED)) return false;
    const ptrdiff_t n = bind_items_len(L, EXCLUDED);
    bool            found = false;
    for (ptrdiff_t k = 0; k < n && !found; k++) {
        bind_items_get(L, EXCLUDED, (size_t)k);
        found = lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), name) == 0;
        lua_pop(L, 1);
    }
    return found;
}

/* Letters of which a name may consist; blanks become _, empty names f0, f1 ... Pushed. */
static const char *valid_name(lua_State *L, nd_word given, int k) {
    const char *deleted = bind_arg_text(L, DELETED, "~!@#$%^&*()-=+~\\|]}[{';: /?.>,<"), *space = bind_arg_text(L, SPACE, "_");
    const char *letters = lua_type(L, CASE) == LUA_TSTRING ? lua_tostring(L, CASE) : "";
    const bool  upper = letters[0] == 'u' || (lua_isboolean(L, CASE) && !lua_toboolean(L, CASE));
    given = bind_strip(given);
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (size_t i = 0; i < given.n; i++) {
        char ch = given.text[i];
        if (ch == ' ') luaL_addstring(&b, space);
        else if (ch == '"' || strchr(deleted, ch)) continue;
        else {
            if (upper && ch >= 'a' && ch <= 'z') ch = (char)(ch - 32);
            if (letters[0] == 'l' && ch >= 'A' && ch <= 'Z') ch = (char)(ch + 32);
            luaL_addchar(&b, ch);
        }
    }
    luaL_pushresult(&b);
    const char *name = lua_tostring(L, -1);
    if (!*name) name = strcmp(bind_arg_text(L, DEFAULT_FORMAT, "f%i"), "f%i") ? lua_pushfstring(L, bind_arg_text(L, DEFAULT_FORMAT, "f%i"), k) : lua_pushfstring(L, "f%d", k);
    if (is_excluded(L, name)) name = lua_pushfstring(L, "%s_", name);
    return name;
}

/* The k-th of the names at NAMES, which are a list by now. */
const char *bind_column_name(lua_State *L, const nd_record_maker *m, int k) {
    nd_word given = {"", 0};
    if (bind_given(L, NAMES) && k < bind_items_len(L, NAMES)) {
        bind_items_get(L, NAMES, (size_t)k);
        given = (nd_word){bind_arg_text(L, lua_gettop(L), ""), lua_rawlen(L, -1)};
    }
    const char *name = valid_name(L, given, k), *plain = name;
    for (int i = 0, n = 0; i < m->nfields; i++)
        if (strcmp(m->field[i].name, name) == 0) name = lua_pushfstring(L, "%s_%d", plain, ++n), i = -1;
    return name;
}

/* The line after the skipped ones, without the mark of a comment before it. */
static nd_word first_line(const bind_table *t, int64_t skip) {
    nd_word line = t->text;
    for (; skip > 0 && line.n; skip--) {
        while (line.n && line.text[0] != '\n') line.text++, line.n--;
        if (line.n) line.text++, line.n--;
    }
    size_t length = 0;
    while (length < line.n && line.text[length] != '\n') length++;
    nd_word head = bind_strip((nd_word){line.text, length});
    const nd_word mark = t->o.ncomments ? t->o.comment[0] : (nd_word){"", 0};
    if (mark.n && head.n >= mark.n && memcmp(head.text, mark.text, mark.n) == 0) head.text += mark.n, head.n -= mark.n;
    return head;
}

/* Its fields as the list of names. The table is read again afterwards, so it can serve here. */
static void read_first_line(lua_State *L, bind_table *t, int64_t skip) {
    const nd_word head = first_line(t, skip);
    err           e;
    nd_table_free(&t->rows);
    nd_table_init(&t->rows, head.text, head.n, &t->o);
    bind_push_list(L, 0);
    if (nd_table_next(&t->rows, &e))
        for (size_t k = 0; k < t->rows.n; k++) {
            const nd_word f = bind_strip(nd_table_field(&t->rows, k));
            lua_pushlstring(L, f.text, f.n);
            bind_list_append(L, lua_gettop(L) - 1);
        }
    lua_replace(L, NAMES);
}

/* Names become a list: of a text with commas, of the first line when they are true. */
void bind_settle_names(lua_State *L, bind_table *t, int64_t *skip_header) {
    const char *s = lua_type(L, NAMES) == LUA_TSTRING ? lua_tostring(L, NAMES) : NULL;
    if (lua_isboolean(L, NAMES) && !lua_toboolean(L, NAMES)) lua_pushnil(L), lua_replace(L, NAMES);
    if (s) {
        bind_push_list(L, 0);
        for (; s; s = strchr(s, ',') ? strchr(s, ',') + 1 : NULL) lua_pushlstring(L, s, strcspn(s, ",")), bind_list_append(L, lua_gettop(L) - 1);
        lua_replace(L, NAMES);
    } else if (lua_isboolean(L, NAMES)) {
        read_first_line(L, t, *skip_header);
        ++*skip_header;
    }
}
