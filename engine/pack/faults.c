/* pack/faults.c: what is wrong with a pack, said one by one as it is found. */
#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "pack/pack_int.h"

void pack_fault(faults *f, const char *file, int line, const char *format, ...) {
    err     what, all;
    va_list args;
    va_start(args, format);
    err_vset(&what, ERR_FORMAT, format, args);
    va_end(args);
    if (line > 0) err_set(&all, ERR_FORMAT, "%.200s:%d: %s", file, line, what.text);
    else err_set(&all, ERR_FORMAT, "%.200s: %s", file, what.text);
    if (f->n++ == 0) f->first = all;
    if (f->say) f->say(f->user, true, all.text);
}

void pack_no_memory(faults *f) { f->no_memory = true; }

err_code pack_faults_end(const faults *f, const char *folder, err *e) {
    if (f->no_memory) return err_set(e, ERR_MEMORY, "no memory to read the pack");
    if (f->n == 0) return ERR_OK;
    if (f->n == 1) return err_set(e, ERR_FORMAT, "%.200s: %s", folder, f->first.text);
    return err_set(e, ERR_FORMAT, "%.200s: %zu faults; the first is %s", folder, f->n, f->first.text);
}

char *pack_copy(faults *f, const char *text, size_t n) {
    char *copy = mem_strndup(text, n, NULL);
    if (!copy) f->no_memory = true;
    return copy;
}

void *pack_grow(faults *f, void *things, size_t n, size_t size) {
    if (n && (n & (n - 1))) return things;
    void *more = mem_resize(things, n ? 2 * n : 1, size, NULL);
    if (!more) f->no_memory = true;
    return more;
}
