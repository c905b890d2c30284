/* bind/bind_problem.c: from whatever Lua raised to a problem that can be shown.
 *
 * The handler runs where the failure is and notes the learner's line; the rest is read from
 * the error value afterwards. Nothing of what is inside (__nd, C frames) may come through.    */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind_value.h"

/* --- where ------------------------------------------------------------------------------------------ */

int bind_handle_error(lua_State *L) {
    bind_state *s = bind_state_at(L);
    lua_Debug   at;
    for (int level = 0; s->problem && lua_getstack(L, level, &at); level++) {
        if (!lua_getinfo(L, "Sl", &at) || at.currentline <= 0) continue;
        if (at.source[0] != '=' || strcmp(at.source + 1, s->chunk)) continue;
        s->problem->line = at.currentline;
        break;
    }
    return 1;
}

/* "answer:3: text": the line goes to p, what follows is returned. */
static const char *take_position(const char *text, const char *chunk, bind_problem *p) {
    size_t n = strlen(chunk);
    char  *end;
    if (strncmp(text, chunk, n) || text[n] != ':') return text;
    long line = strtol(text + n + 1, &end, 10);
    if (end == text + n + 1 || end[0] != ':' || end[1] != ' ') return text;
    p->line = (int)line;
    return end + 2;
}

/* --- what ------------------------------------------------------------------------------------------- */

static void copy_field(lua_State *L, int i, const char *name, char *out, size_t room) {
    lua_pushstring(L, name);
    lua_rawget(L, i);
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    snprintf(out, room, "%s", text);
    lua_pop(L, 1);
}

static void copy_text(bind_problem *p, const char *text) {
    err e;
    err_set(&e, ERR_LUA, "%s", text);
    snprintf(p->text, sizeof p->text, "%s", e.text);
}

/* Drop "(upvalue '__nd')" and the like. */
static void hide_inside(char *text) {
    char *inside;
    while ((inside = strstr(text, "__nd")) != NULL) {
        char *from = inside, *to = strchr(inside, ')');
        while (from > text && *from != '(') from--;
        if (*from != '(' || !to) {
            memmove(inside, inside + 4, strlen(inside + 4) + 1);
            continue;
        }
        if (from > text && from[-1] == ' ') from--;
        memmove(from, to + 1, strlen(to + 1) + 1);
    }
}

static void read_string(const char *text, const char *chunk, bind_problem *p) {
    const char *rest = take_position(text, chunk, p);
    p->code = ERR_LUA;
    snprintf(p->type, sizeof p->type, "error");
    if (strcmp(rest, "not enough memory") == 0) {
        p->code = ERR_MEMORY;
        snprintf(p->type, sizeof p->type, "%s", err_name(ERR_MEMORY));
    }
    copy_text(p, rest);
    hide_inside(p->text);
}

static int l_text_of(lua_State *L) {
    luaL_tolstring(L, 1, NULL);
    return 1;
}

/* The error value at the top, into p; line stays unless the text has one. */
void bind_problem_read(lua_State *L, const char *chunk, bind_problem *p) {
    int at = lua_gettop(L);
    if (!lua_checkstack(L, 8)) return;
    if (lua_type(L, at) == LUA_TSTRING) {
        read_string(lua_tostring(L, at), chunk, p);
        return;
    }
    if (bind_is_marked(L, at, BIND_ERROR)) {
        char text[ERR_TEXT_MAX];
        copy_field(L, at, "type", p->type, sizeof p->type);
        copy_field(L, at, "msg", text, sizeof text);
        copy_field(L, at, "hint", p->hint, sizeof p->hint);
        copy_text(p, text);
        p->code = err_code_of(p->type);
        return;
    }
    lua_pushcfunction(L, l_text_of);
    lua_pushvalue(L, at);
    bool good = lua_pcall(L, 1, 1, 0) == LUA_OK && lua_type(L, -1) == LUA_TSTRING;
    read_string(good ? lua_tostring(L, -1) : "an error without a text", chunk, p);
    lua_settop(L, at);
}

void bind_error_read(lua_State *L, err *e) {
    bind_problem p = {0};
    bind_problem_read(L, "", &p);
    err_set(e, p.code, "%s", p.text);
}

/* --- showing ------------------------------------------------------------------------------------------ */

const char *bind_source_line(const char *source, size_t n, int k, size_t *length) {
    const char *end = source + n;
    while (k > 1 && source < end) {
        const char *next = memchr(source, '\n', (size_t)(end - source));
        source = next ? next + 1 : end;
        k--;
    }
    const char *stop = source < end ? memchr(source, '\n', (size_t)(end - source)) : NULL;
    *length = (size_t)((stop ? stop : end) - source);
    if (*length && source[*length - 1] == '\r') --*length;
    return k == 1 && source < end ? source : NULL;
}

void bind_take_advice(bind_problem *p, const notation_advice *a) {
    if (!p->hint[0]) snprintf(p->hint, sizeof p->hint, "%s", a->hint);
    memcpy(p->rewrite, a->rewrite, sizeof p->rewrite);
    p->first = a->first;
    p->last = a->last;
}

void bind_problem_of(bind_problem *p, const notation_failure *f, const err *e) {
    *p = (bind_problem){.code = e->code, .line = f->line, .column = f->column, .width = f->width, .incomplete = f->incomplete};
    snprintf(p->type, sizeof p->type, "%s", err_name(e->code));
    snprintf(p->text, sizeof p->text, "%s", e->text);
    bind_take_advice(p, &f->advice);
}

/* Spaces up to the column, keeping tabs, one a character. */
static void put_caret(buf *out, const char *line, size_t length, const bind_problem *p) {
    size_t column = (size_t)p->column - 1, width = p->width > 0 ? (size_t)p->width : 1;
    buf_puts(out, "    ");
    for (size_t k = 0; k < column; k++) {
        if (k < length && ((unsigned char)line[k] & 0xC0) == 0x80) continue;
        buf_putc(out, k < length && line[k] == '\t' ? '\t' : ' ');
    }
    for (size_t k = column; k < column + width; k++)
        if (k >= length || ((unsigned char)line[k] & 0xC0) != 0x80 || k == column) buf_putc(out, '^');
    buf_putc(out, '\n');
}

static void put_indented(buf *out, const char *text) {
    while (*text) {
        size_t n = strcspn(text, "\n");
        if (n) buf_puts(out, "    ");
        buf_add(out, text, n);
        buf_putc(out, '\n');
        text += n + (text[n] == '\n');
    }
}

/* One line beside the word, several below it. */
static void put_rewrite(buf *out, const char *text) {
    if (!text[0]) return;
    buf_puts(out, "    write:");
    if (strchr(text, '\n')) {
        buf_putc(out, '\n');
        put_indented(out, text);
        return;
    }
    buf_printf(out, " %s\n", text + strspn(text, " \t"));
}

void bind_problem_show(buf *out, const bind_problem *p, const char *name, const char *source, size_t n) {
    size_t      length = 0;
    const char *line = p->line > 0 ? bind_source_line(source, n, p->line, &length) : NULL;
    buf_puts(out, name);
    if (p->line > 0) buf_printf(out, ":%d", p->line);
    buf_printf(out, ": %s: %s\n", p->type[0] ? p->type : "error", p->text);
    if (line) {
        buf_puts(out, "    ");
        buf_add(out, line, length);
        buf_putc(out, '\n');
        if (p->column > 0) put_caret(out, line, length, p);
    }
    put_indented(out, p->hint);
    put_rewrite(out, p->rewrite);
}
