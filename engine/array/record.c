/* array/record.c: the table of record types, and how a new one is put together. */
#include "array/record.h"

#include <stdalign.h>
#include <string.h>

/* Rows and what they point at come out of one block that is never given back. Both limits are far beyond
 * what a program writes down; a text that makes types in a loop meets an error instead of the machine's end. */
#define ROWS_MAX  4095
#define ARENA_MAX (1u << 20)

static nd_record rows[ROWS_MAX];
static int       nrows;
static alignas(16) char arena[ARENA_MAX];
static size_t    used;

static void *take(size_t n) {
    n = (n + 15) & ~(size_t)15;
    if (n > ARENA_MAX - used) return NULL;
    void *p = arena + used;
    used += n;
    return p;
}

/* --- reading -------------------------------------------------------------------------------------- */

const nd_record *nd_record_of(nd_dtype d) { return nd_is_record(d) && d.extra <= nrows ? &rows[d.extra - 1] : NULL; }

int nd_record_find(const nd_record *r, const char *name) {
    for (int i = 0; r && i < r->nfields; i++)
        if (strcmp(r->field[i].name, name) == 0) return i;
    return -1;
}

size_t nd_field_size(const nd_field *f) {
    size_t n = f->dtype.itemsize;
    for (int i = 0; i < f->ndim; i++) n *= (size_t)f->shape[i];
    return n;
}

/* --- making ------------------------------------------------------------------------------------------ */

void nd_record_begin(nd_record_maker *m) {
    m->nfields = m->nroom = m->nnames = 0;
    m->size = 0;
    m->alignment = 1;
}

static err_code too_large(err *e) { return err_set(e, ERR_VALUE, "a record of this size is not supported"); }

/* Size of the field, which must stay within 31 bits. */
static err_code check_size(const nd_field *f, err *e) {
    uint64_t n = f->dtype.itemsize;
    if (f->ndim > ND_RECORD_AXES) return err_set(e, ERR_VALUE, "a field of more than %d axes is not supported", ND_RECORD_AXES);
    for (int i = 0; i < f->ndim; i++) {
        if (f->shape[i] < 0) return err_set(e, ERR_VALUE, "invalid shape in fixed-type tuple: dimension smaller than zero.");
        if (f->shape[i] > INT32_MAX) return err_set(e, ERR_VALUE, "invalid shape in fixed-type tuple: dimension does not fit into a C int.");
        n *= (uint64_t)f->shape[i];
        if (n > INT32_MAX) return err_set(e, ERR_VALUE, "invalid shape in fixed-type tuple: dtype size in bytes must fit into a C int.");
    }
    return ERR_OK;
}

static err_code copy_name(nd_record_maker *m, nd_field *f, err *e) {
    const size_t n = strlen(f->name) + 1;
    for (int i = 0; i < m->nfields; i++)
        if (strcmp(m->field[i].name, f->name) == 0) return err_set(e, ERR_VALUE, "field '%s' occurs more than once", f->name);
    if (n > sizeof m->names - (size_t)m->nnames) return err_set(e, ERR_VALUE, "the names of a record's fields are too long");
    f->name = memcpy(m->names + m->nnames, f->name, n);
    m->nnames += (int)n;
    return ERR_OK;
}

err_code nd_record_put(nd_record_maker *m, nd_field f, err *e) {
    err_code code = check_size(&f, e);
    if (code) return code;
    if (m->nfields == ND_RECORD_FIELDS || m->nroom + f.ndim > 2 * ND_RECORD_FIELDS)
        return err_set(e, ERR_VALUE, "records of more than %d fields are not supported", ND_RECORD_FIELDS);
    code = copy_name(m, &f, e);
    if (code) return code;
    if (f.ndim) memcpy(m->room + m->nroom, f.shape, f.ndim * sizeof *f.shape);
    f.shape = m->room + m->nroom;
    m->nroom += f.ndim;
    const size_t align = nd_dtype_alignment(f.dtype);
    m->alignment = align > m->alignment ? align : m->alignment;
    const uint64_t end = (uint64_t)f.offset + nd_field_size(&f);
    m->size = end > m->size ? end : m->size;
    m->field[m->nfields++] = f;
    return m->size > INT32_MAX ? too_large(e) : ERR_OK;
}

static uint64_t round_up(uint64_t n, size_t to) { return (n + to - 1) / to * to; }

err_code nd_record_add(nd_record_maker *m, nd_field f, bool align, err *e) {
    const uint64_t at = align ? round_up(m->size, nd_dtype_alignment(f.dtype)) : m->size;
    if (at > INT32_MAX) return too_large(e);
    f.offset = (uint32_t)at;
    return nd_record_put(m, f, e);
}

/* --- the table --------------------------------------------------------------------------------------- */

static bool same_field(const nd_field *a, const nd_field *b) {
    if (!nd_dtype_equal(a->dtype, b->dtype) || a->dtype.unit != b->dtype.unit || a->offset != b->offset || a->ndim != b->ndim) return false;
    return strcmp(a->name, b->name) == 0 && memcmp(a->shape, b->shape, a->ndim * sizeof *a->shape) == 0;
}

static int find_row(const nd_record_maker *m) {
    for (int r = 0; r < nrows; r++) {
        int i = 0;
        if (rows[r].nfields != m->nfields) continue;
        while (i < m->nfields && same_field(&rows[r].field[i], &m->field[i])) i++;
        if (i == m->nfields) return r;
    }
    return -1;
}

static err_code full(err *e) { return err_set(e, ERR_MEMORY, "too many different record types in one program"); }

/* Copies everything the maker holds. */
static err_code add_row(const nd_record_maker *m, int depth, err *e) {
    if (nrows == ROWS_MAX) return full(e);
    nd_field  *fields = take(sizeof *fields * (size_t)(m->nfields + 1));
    ptrdiff_t *room = take(sizeof *room * (size_t)(m->nroom + 1));
    char      *names = take((size_t)m->nnames + 1);
    if (!fields || !room || !names) return full(e);
    memcpy(room, m->room, sizeof *room * (size_t)m->nroom);
    memcpy(names, m->names, (size_t)m->nnames);
    for (int i = 0; i < m->nfields; i++) {
        fields[i] = m->field[i];
        fields[i].name = names + (m->field[i].name - m->names);
        fields[i].shape = room + (m->field[i].shape - m->room);
    }
    rows[nrows++] = (nd_record){m->nfields, depth, fields};
    return ERR_OK;
}

err_code nd_record_end_size(nd_record_maker *m, unsigned flags, uint64_t itemsize, nd_dtype *d, err *e) {
    int row = find_row(m), depth = 1;
    if (itemsize > INT32_MAX) return too_large(e);
    for (int i = 0; i < m->nfields; i++) {
        const nd_record *inner = nd_record_of(m->field[i].dtype);
        if (inner && inner->depth >= depth) depth = inner->depth + 1;
    }
    if (depth > ND_RECORD_DEPTH) return err_set(e, ERR_VALUE, "more than %d records inside each other", ND_RECORD_DEPTH);
    if (row < 0) {
        err_code code = add_row(m, depth, e);
        if (code) return code;
        row = nrows - 1;
    }
    *d = (nd_dtype){.type = ND_VOID, .unit = (uint8_t)flags, .extra = (uint16_t)(row + 1), .itemsize = (uint32_t)itemsize};
    return ERR_OK;
}

err_code nd_record_end(nd_record_maker *m, unsigned flags, nd_dtype *d, err *e) {
    const uint64_t size = flags & ND_RECORD_ALIGNED ? round_up(m->size, m->alignment) : m->size;
    return nd_record_end_size(m, flags, size, d, e);
}
