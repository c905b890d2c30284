/* base/err.c: failures as text in the caller's buffer. */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

static const char *const names[] = {
#define X(code, name) [ERR_##code] = name,
    ERR_LIST(X)
#undef X
};
_Static_assert(sizeof names / sizeof *names == ERR_NCODES, "one name for each code");

/* Cut text at `room` bytes without splitting a UTF-8 sequence, ending in "...". */
static void cut(char *text, size_t room) {
    size_t n = room - 4;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) n--;
    memcpy(text + n, "...", 4);
}

err_code err_vset(err *e, err_code code, const char *format, va_list args) {
    if (e) {
        int n = vsnprintf(e->text, sizeof e->text, format, args);
        e->code = code;
        if (n < 0) e->text[0] = '\0';
        else if ((size_t)n >= sizeof e->text) cut(e->text, sizeof e->text);
    }
    return code;
}

err_code err_set(err *e, err_code code, const char *format, ...) {
    va_list args;
    va_start(args, format);
    err_vset(e, code, format, args);
    va_end(args);
    return code;
}

err_code err_context(err *e, const char *format, ...) {
    if (!e) return ERR_INTERNAL;
    char    before[ERR_TEXT_MAX], old[ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(before, sizeof before, format, args);
    va_end(args);
    if (n < 0) return e->code;
    memcpy(old, e->text, sizeof old);
    return err_set(e, e->code, "%s: %s", before, old);
}

void err_clear(err *e) {
    if (!e) return;
    e->code = ERR_OK;
    e->text[0] = '\0';
}

const char *err_name(err_code code) {
    return (unsigned)code < ERR_NCODES ? names[code] : names[ERR_INTERNAL];
}

err_code err_code_of(const char *name) {
    for (int i = 0; i < ERR_NCODES; i++)
        if (strcmp(names[i], name) == 0) return (err_code)i;
    return ERR_INTERNAL;
}
