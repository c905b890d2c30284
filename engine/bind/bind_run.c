/* bind/bind_run.c: translate a text, run it, keep its values.
 *
 * Everything that may jump runs inside one protected call, under a handler that notes the
 * line; so a run either leaves its values or fills a problem.                               */
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "bind/bind_masked.h"
#include "bind/bind_value.h"

/* --- before Lua -------------------------------------------------------------------------------------- */

typedef struct job {
    bind_state   *s;
    notation_out  text;
    const char   *name;
    bool          run;               /* false: load only */
    bind_problem *p;
} job;

static bool translate(job *j, const char *source, size_t n, notation_mode mode) {
    err              e;
    notation_failure f = {0};
    if (notation_translate(source, n, mode, &j->text, &f, &e) == ERR_OK) return true;
    bind_problem_of(j->p, &f, &e);
    return false;
}

/* --- in Lua, protected ----------------------------------------------------------------------------------- */

static int keep_values(lua_State *L, int first) {
    bind_state *s = bind_state_at(L);
    int         n = lua_gettop(L) - first + 1;
    luaL_checkstack(L, 4, NULL);
    lua_createtable(L, n, 0);
    lua_insert(L, first);
    for (int k = n; k > 0; k--) lua_rawseti(L, first, k);
    lua_rawseti(L, LUA_REGISTRYINDEX, s->values_ref);
    s->nvalues = (size_t)n;
    return 0;
}

static int l_run(lua_State *L) {
    const job *j = lua_touserdata(L, 1);
    lua_pushfstring(L, "=%s", j->name);
    if (luaL_loadbufferx(L, j->text.lua, j->text.n, lua_tostring(L, 2), "t")) return lua_error(L);
    if (!j->run) return 0;
    bind_know_numbers(L, j->s->names_np || j->s->python_print);
    bind_masked_prepare(L, j->text.lua);
    lua_rawgeti(L, LUA_REGISTRYINDEX, j->s->runtime_ref);
    lua_call(L, 1, 1);
    lua_call(L, 0, LUA_MULTRET);
    err e;
    if (map_check(&e)) return bind_raise(L, &e);
    return keep_values(L, 3);
}

/* --- a failure of Lua's own parser ----------------------------------------------------------------------- */

/* "... near 'word'": where the word stands in its line, when it stands there once. */
static void find_column(bind_problem *p, const char *line) {
    char        word[64];
    const char *near = strstr(p->text, " near '");
    if (!near || strlen(near) < 9) return;
    snprintf(word, sizeof word, "%.*s", (int)(strlen(near) - 8), near + 7);
    const char *found = strstr(line, word);
    if (!found || strstr(found + 1, word)) return;
    p->column = (int)(found - line) + 1;
    p->width = (int)strlen(word);
}

static void mark_syntax(bind_problem *p, const char *line) {
    p->code = ERR_SYNTAX;
    snprintf(p->type, sizeof p->type, "%s", err_name(ERR_SYNTAX));
    p->incomplete = strstr(p->text, "near <eof>") != NULL;
    find_column(p, line);
}

enum { LINE_MAX_SEEN = 400 };

/* As much of line k as advice looks at; nothing is promised of what follows the source's n bytes. */
static void copy_line(char line[LINE_MAX_SEEN], const char *source, size_t n, int k) {
    size_t      length = 0;
    const char *from = k > 0 ? bind_source_line(source, n, k, &length) : NULL;
    if (length >= LINE_MAX_SEEN) length = LINE_MAX_SEEN - 1;
    if (from) memcpy(line, from, length);
    line[from ? length : 0] = 0;
}

/* --- the whole --------------------------------------------------------------------------------------------- */

static void begin(job *j, notation_mode mode) {
    bind_state *s = j->s;
    if (j->text.names_np || j->text.extended) s->names_np = true;
    s->python_print = mode == NOTATION_ANSWER || j->text.names_np || j->text.extended || (mode == NOTATION_PROMPT && s->names_np);
    s->printed = false;
    s->depth = 0;
    s->chunk = j->name;
    s->problem = j->p;
    s->text = &j->text;
}

static void end(job *j) {
    bind_state *s = j->s;
    s->chunk = "";
    s->problem = NULL;
    s->text = NULL;
    mem_unreserve();
    if (buf_failed(&s->scratch)) buf_free(&s->scratch), buf_init(&s->scratch);
    buf_clear(&s->scratch);
    notation_free(&j->text);
}

static bool go(job *j, const char *source, size_t n, notation_mode mode) {
    lua_State   *L = j->s->L;
    bind_problem room;
    char         line[LINE_MAX_SEEN];
    if (!j->p) j->p = &room;
    memset(j->p, 0, sizeof *j->p);
    if (j->run) j->s->nvalues = 0;
    if (!translate(j, source, n, mode)) return false;
    int top = lua_gettop(L);
    begin(j, mode);
    bool good = lua_checkstack(L, 8);
    if (good) {
        lua_pushcfunction(L, bind_handle_error);
        lua_pushcfunction(L, l_run);
        lua_pushlightuserdata(L, j);
        int status = lua_pcall(L, 1, 0, top + 1);
        good = status == LUA_OK;
    }
    if (!good && lua_gettop(L) > top) {
        bool loaded = j->p->line > 0;      /* the handler found a running line */
        bind_problem_read(L, j->name, j->p);
        copy_line(line, source, n, j->p->line);
        if (!loaded && j->p->line > 0 && j->p->code == ERR_LUA) mark_syntax(j->p, line);
        bind_explain(j->p, L, source, n);
    } else if (!good) {
        j->p->code = ERR_MEMORY;
        snprintf(j->p->type, sizeof j->p->type, "%s", err_name(ERR_MEMORY));
        snprintf(j->p->text, sizeof j->p->text, "not enough memory");
    }
    lua_settop(L, top);
    end(j);
    return good;
}

bool bind_run(bind_state *s, const char *name, const char *source, size_t n, notation_mode mode, bind_problem *p) {
    job j = {.s = s, .name = name, .run = true, .p = p};
    return go(&j, source, n, mode);
}

bool bind_check(bind_state *s, const char *name, const char *source, size_t n, notation_mode mode, bind_problem *p) {
    job j = {.s = s, .name = name, .run = false, .p = p};
    return go(&j, source, n, mode);
}

/* --- values ---------------------------------------------------------------------------------------------------- */

size_t bind_nvalues(const bind_state *s) { return s->nvalues; }

void bind_value_push(bind_state *s, size_t i) {
    lua_State *L = s->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->values_ref);
    if (i < s->nvalues) lua_rawgeti(L, -1, (lua_Integer)i + 1);
    else lua_pushnil(L);
    lua_remove(L, -2);
}

bool bind_last_printed(bind_state *s) {
    lua_State *L = s->L;
    if (!s->printed) return false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->printed_ref);
    lua_rawgeti(L, -1, 1);
    lua_remove(L, -2);
    return true;
}

static int l_value_repr(lua_State *L) {
    bind_repr(L, 1, bind_scratch(L));
    return 0;
}

void bind_value_repr(bind_state *s, size_t i, buf *out) {
    lua_State *L = s->L;
    size_t     mark = s->scratch.n;
    if (i >= s->nvalues || !lua_checkstack(L, 8)) return;
    lua_pushcfunction(L, l_value_repr);
    bind_value_push(s, i);
    if (lua_isnil(L, -1) || bind_is_none(L, -1)) {
        lua_pop(L, 2);
        return;
    }
    if (lua_pcall(L, 1, 0, 0)) {
        bind_problem p = {0};
        bind_problem_read(L, "", &p);
        buf_puts(out, p.text);
        lua_pop(L, 1);
    } else buf_add(out, s->scratch.text + mark, s->scratch.n - mark);
    if (!buf_failed(&s->scratch)) buf_cut(&s->scratch, mark);
}
