/* grader/wire.c: requests and replies as bytes.
 *
 *   frame:  magic u32 | version u32 | length of the whole frame u64 | fields in a fixed order
 *   text:   length u32 | bytes          array:  dtype, shape, then its elements in C order
 *
 * Both ends are one program on one machine, so numbers keep the machine's byte order. A reply may
 * come from a process that has lost control of itself: nothing in it is believed before it is
 * checked, and a frame must end exactly where it says.                                          */
#include <string.h>

#include "base/mem.h"
#include "grader/grade_int.h"

#define REPLY_MAGIC   0x5250444eu
#define REQUEST_MAGIC 0x5152444eu
#define VERSION       2u
#define LAST_CHARACTER 0x10ffffu

/* --- writing ------------------------------------------------------------------------------- */

static void put_u8(buf *b, unsigned x) { buf_putc(b, (char)x); }
static void put_u32(buf *b, uint32_t x) { buf_add(b, &x, sizeof x); }
static void put_i32(buf *b, int32_t x) { buf_add(b, &x, sizeof x); }
static void put_u64(buf *b, uint64_t x) { buf_add(b, &x, sizeof x); }

static void put_bytes(buf *b, const char *text, size_t n) {
    put_u32(b, (uint32_t)n);
    buf_add(b, text, n);
}

static void put_text(buf *b, const char *text) { put_bytes(b, text, strlen(text)); }

static size_t begin_frame(buf *b, uint32_t magic) {
    size_t at = b->n;
    put_u32(b, magic);
    put_u32(b, VERSION);
    put_u64(b, 0);
    return at;
}

static void end_frame(buf *b, size_t at) {
    if (buf_failed(b)) return;
    uint64_t length = b->n - at;
    memcpy(b->text + at + 8, &length, sizeof length);
}

/* Text elements are made fit to be read back: no number that is no character. */
static void put_characters(buf *b, const char *p, size_t nbytes) {
    for (size_t i = 0; i < nbytes; i += 4) {
        uint32_t u;
        memcpy(&u, p + i, sizeof u);
        put_u32(b, u > LAST_CHARACTER || (u >= 0xd800 && u < 0xe000) ? 0xfffd : u);
    }
}

static void put_elements(buf *b, const nd_array *a) {
    size_t  itemsize = a->dtype.itemsize;
    nd_walk w;
    if (a->size == 0 || itemsize == 0) return;
    for (nd_walk_init(&w, 1, (const nd_array *const[]){a}, true); w.more; nd_walk_next(&w)) {
        bool run = w.stride[0] == (ptrdiff_t)itemsize && a->dtype.type != ND_STR;
        if (run) buf_add(b, w.p[0], w.n * itemsize);
        for (size_t i = 0; !run && i < w.n; i++) {
            const char *p = w.p[0] + (ptrdiff_t)i * w.stride[0];
            if (a->dtype.type == ND_STR) put_characters(b, p, itemsize);
            else buf_add(b, p, itemsize);
        }
    }
}

/* A record's type is its fields; the number that stands for them is the sender's own. */
static void put_dtype(buf *b, nd_dtype d) {
    const nd_record *r = nd_record_of(d);
    put_u8(b, d.type);
    put_u8(b, d.unit);
    put_u32(b, r ? (uint32_t)r->nfields + 1 : nd_is_time(d) ? d.extra : 0);
    put_u32(b, d.itemsize);
    for (int i = 0; r && i < r->nfields; i++) {
        const nd_field *f = &r->field[i];
        put_text(b, f->name);
        put_dtype(b, f->dtype);
        put_u32(b, f->offset);
        put_u8(b, f->ndim);
        for (int k = 0; k < f->ndim; k++) put_u64(b, (uint64_t)f->shape[k]);
    }
}

static void put_array(buf *b, const nd_array *a) {
    put_dtype(b, a->dtype);
    put_u8(b, a->ndim);
    for (int i = 0; i < a->ndim; i++) put_u64(b, (uint64_t)a->shape[i]);
    put_u8(b, a->flags & ND_SCALAR);
    put_elements(b, a);
}

static void put_fact(buf *b, const grade_fact *f) {
    put_u8(b, (unsigned)(f->is_array | f->writeable << 1 | f->c_order << 2 | f->f_order << 3 | f->is_input << 4 | f->is_itself << 5));
    put_i32(b, f->shares_input);
    put_u64(b, f->shares);
}

static void put_problem(buf *b, const bind_problem *p) {
    put_u32(b, p->code);
    put_text(b, p->type);
    put_text(b, p->text);
    put_text(b, p->hint);
    put_text(b, p->rewrite);
    put_i32(b, p->first);
    put_i32(b, p->last);
    put_i32(b, p->line);
    put_i32(b, p->column);
    put_i32(b, p->width);
    put_u8(b, p->incomplete);
}

static void put_cost(buf *b, const grade_cost *c) {
    put_u64(b, c->arrays);
    put_u64(b, c->views);
    put_u64(b, c->nbytes);
    put_u64(b, c->peak);
    put_u64(b, c->elements);
    put_u64(b, c->instructions);
}

void grade_reply_write(buf *out, const grade_outcome *o) {
    size_t at = begin_frame(out, REPLY_MAGIC);
    put_u32(out, o->verdict);
    put_i32(out, o->cpu_ms);
    put_problem(out, &o->problem);
    put_u8(out, o->has_value);
    put_text(out, o->value_kind);
    put_u32(out, (uint32_t)o->nvalues);
    put_u32(out, (uint32_t)o->noutputs);
    for (size_t i = 0; i < o->noutputs && i < GRADE_MAX_ARRAYS; i++) {
        put_u8(out, o->output[i] != NULL);
        if (o->output[i]) put_array(out, o->output[i]);
        put_fact(out, &o->fact[i]);
    }
    put_u32(out, o->changed);
    put_u32(out, o->called);
    put_cost(out, &o->cost);
    put_bytes(out, o->printed.text, o->printed.n);
    put_bytes(out, o->warnings.text, o->warnings.n);
    end_frame(out, at);
}

void grade_request_write(buf *out, const grade_request *r) {
    size_t at = begin_frame(out, REQUEST_MAGIC);
    put_u8(out, (unsigned)r->mode);
    put_u8(out, (unsigned)(r->count | r->sized << 1 | r->reseed << 2));
    put_u32(out, r->seed);
    put_u64(out, (uint64_t)r->n);
    put_u64(out, (uint64_t)r->k);
    put_u32(out, r->noutputs);
    put_u8(out, r->cross);
    put_u64(out, r->files);
    put_u32(out, r->kept);
    buf_add(out, r->form, sizeof r->form);
    put_text(out, r->given);
    put_u8(out, 0);
    put_text(out, r->watched ? r->watched : "");
    put_u8(out, 0);
    put_bytes(out, r->setup, r->nsetup);
    put_bytes(out, r->answer, r->nanswer);
    end_frame(out, at);
}

/* --- reading ------------------------------------------------------------------------------- */

typedef struct reader {
    const char *p;
    size_t      n;         /* bytes left */
    bool        bad;
} reader;

static const char *take(reader *r, size_t n) {
    if (r->bad || n > r->n) {
        r->bad = true;
        return NULL;
    }
    const char *p = r->p;
    r->p += n;
    r->n -= n;
    return p;
}

static void take_into(reader *r, void *to, size_t n) {
    const char *p = take(r, n);
    if (p) memcpy(to, p, n);
    else memset(to, 0, n);
}

static unsigned take_u8(reader *r) {
    unsigned char x;
    take_into(r, &x, 1);
    return x;
}

static uint32_t take_u32(reader *r) {
    uint32_t x;
    take_into(r, &x, sizeof x);
    return x;
}

static int32_t take_i32(reader *r) {
    int32_t x;
    take_into(r, &x, sizeof x);
    return x;
}

static uint64_t take_u64(reader *r) {
    uint64_t x;
    take_into(r, &x, sizeof x);
    return x;
}

static bool take_flag(reader *r) {
    unsigned x = take_u8(r);
    if (x > 1) r->bad = true;
    return x == 1;
}

static const char *take_bytes(reader *r, size_t *n) {
    *n = take_u32(r);
    const char *p = take(r, *n);
    if (!p) *n = 0;
    return p ? p : "";
}

/* Text that must fit with its end, cleaned. */
static void take_text(reader *r, char *to, size_t room) {
    size_t      n;
    const char *p = take_bytes(r, &n);
    buf         clean;
    to[0] = '\0';
    if (n >= room) r->bad = true;
    if (r->bad) return;
    buf_init(&clean);
    grade_clean(&clean, p, n);
    if (clean.failed || clean.n >= room) r->bad = true;
    else memcpy(to, clean.text, clean.n + 1);
    buf_free(&clean);
}

static void take_clean(reader *r, buf *out) {
    size_t      n;
    const char *p = take_bytes(r, &n);
    grade_clean(out, p, n);
    if (out->failed) r->bad = true;
}

static int take_small(reader *r) {
    int32_t x = take_i32(r);
    if (x < 0 || x > 1 << 24) r->bad = true;
    return r->bad ? 0 : x;
}

static reader open_frame(const void *bytes, size_t n, uint32_t magic) {
    reader r = {.p = bytes, .n = n};
    if (take_u32(&r) != magic || take_u32(&r) != VERSION || take_u64(&r) != n) r.bad = true;
    return r;
}

static bool good_dtype(nd_dtype d) {
    if (d.type >= ND_NTYPES) return false;
    if (d.type == ND_STR) return d.itemsize % 4 == 0 && d.itemsize <= 1u << 24;
    if (d.type == ND_BYTES || d.type == ND_VOID) return d.itemsize <= 1u << 24;
    if (nd_is_time(d) && (d.unit > ND_UNIT_GENERIC || d.extra == 0)) return false;
    return d.itemsize == nd_dtype_of((nd_type)d.type).itemsize;
}

static nd_dtype take_dtype(reader *r, int depth);

static void take_field(reader *r, nd_record_maker *m, uint32_t itemsize, int depth) {
    char      name[256];
    ptrdiff_t shape[ND_RECORD_AXES];
    nd_field  f = {.name = name, .shape = shape};
    take_text(r, name, sizeof name);
    f.dtype = take_dtype(r, depth - 1);
    f.offset = take_u32(r);
    f.ndim = (uint8_t)take_u8(r);
    if (f.ndim > ND_RECORD_AXES) r->bad = true;
    for (int k = 0; k < f.ndim && !r->bad; k++) shape[k] = (ptrdiff_t)take_u64(r);
    if (r->bad || nd_record_put(m, f, NULL) || m->size > itemsize) r->bad = true;
}

static nd_dtype take_dtype(reader *r, int depth) {
    nd_dtype        d = {.type = (uint8_t)take_u8(r), .unit = (uint8_t)take_u8(r)};
    const uint32_t  extra = take_u32(r);
    nd_record_maker m;
    d.itemsize = take_u32(r);
    d.extra = d.type < ND_NTYPES && nd_is_time(d) && extra <= UINT16_MAX ? (uint16_t)extra : 0;
    if (!good_dtype(d)) r->bad = true;
    if (r->bad || d.type != ND_VOID || extra == 0) return d;
    if (depth == 0 || extra > ND_RECORD_FIELDS + 1) r->bad = true;
    nd_record_begin(&m);
    for (uint32_t i = 1; i < extra && !r->bad; i++) take_field(r, &m, d.itemsize, depth);
    if (!r->bad && nd_record_end_size(&m, d.unit & (ND_RECORD_ALIGNED | ND_RECORD_CLASS), d.itemsize, &d, NULL)) r->bad = true;
    return d;
}

/* Booleans are 0 or 1, text is made of characters. */
static bool good_elements(nd_array *a) {
    size_t nbytes = a->size * a->dtype.itemsize;
    if (nd_settle_values(a, NULL)) return false;
    if (a->dtype.type != ND_STR) return true;
    for (size_t i = 0; i < nbytes; i += 4) {
        uint32_t u;
        memcpy(&u, a->data + i, sizeof u);
        if (u >= 0xd800 && u < 0xe000) return false;
    }
    return true;
}

static nd_array *take_array(reader *r, nd_ctx *c) {
    ptrdiff_t      shape[ND_MAXDIMS];
    size_t         size = 0;
    const nd_dtype d = take_dtype(r, 4);
    const unsigned ndim = take_u8(r);
    if (ndim > ND_MAXDIMS) r->bad = true;
    for (unsigned i = 0; i < ndim && !r->bad; i++) shape[i] = (ptrdiff_t)take_u64(r);
    bool scalar = (take_u8(r) & ND_SCALAR) != 0;
    if (r->bad || nd_shape_size((int)ndim, shape, d.itemsize, &size, NULL)) r->bad = true;
    /* Elements without bytes take no room in the frame: a length of its own bounds them. */
    if (!r->bad && d.itemsize == 0 && size > 1u << 24) r->bad = true;
    if (!r->bad && d.itemsize && size > r->n / d.itemsize) r->bad = true;
    if (r->bad) return NULL;
    nd_array *a = nd_new(c, d, (int)ndim, shape, 'C', NULL);
    if (!a) {
        r->bad = true;
        return NULL;
    }
    if (size > 0 && d.itemsize > 0) take_into(r, a->data, size * d.itemsize);
    if (scalar && ndim == 0) a->flags |= ND_SCALAR;
    if (!good_elements(a)) r->bad = true;
    return a;
}

static void take_fact(reader *r, grade_fact *f) {
    unsigned bits = take_u8(r);
    *f = (grade_fact){.is_array = bits & 1, .writeable = bits & 2, .c_order = bits & 4, .f_order = bits & 8, .is_input = bits & 16, .is_itself = bits & 32};
    f->shares_input = take_i32(r);
    f->shares = take_u64(r);
    if (bits > 63 || f->shares_input < -1 || f->shares_input >= GRADE_MAX_GIVEN) r->bad = true;
}

static void take_problem(reader *r, bind_problem *p) {
    uint32_t code = take_u32(r);
    if (code >= ERR_NCODES) r->bad = true;
    p->code = r->bad ? ERR_INTERNAL : (err_code)code;
    take_text(r, p->type, sizeof p->type);
    take_text(r, p->text, sizeof p->text);
    take_text(r, p->hint, sizeof p->hint);
    take_text(r, p->rewrite, sizeof p->rewrite);
    p->first = take_small(r);
    p->last = take_small(r);
    p->line = take_small(r);
    p->column = take_small(r);
    p->width = take_small(r);
    p->incomplete = take_flag(r);
}

static void take_cost(reader *r, grade_cost *c) {
    c->arrays = take_u64(r);
    c->views = take_u64(r);
    c->nbytes = take_u64(r);
    c->peak = take_u64(r);
    c->elements = take_u64(r);
    c->instructions = take_u64(r);
}

/* Which verdicts a child may give itself: it ran, or why not. */
static bool good_verdict(uint32_t v) { return v == GRADE_SETUP_FAILED || (v < GRADE_NVERDICTS && v != GRADE_WRONG && v != GRADE_CRASH); }

static void take_outcome(reader *r, nd_ctx *c, grade_outcome *o) {
    uint32_t verdict = take_u32(r);
    if (!good_verdict(verdict)) r->bad = true;
    o->verdict = r->bad ? GRADE_INTERNAL : (grade_verdict)verdict;
    o->cpu_ms = take_small(r);
    take_problem(r, &o->problem);
    o->has_value = take_flag(r);
    take_text(r, o->value_kind, sizeof o->value_kind);
    o->nvalues = take_u32(r);
    size_t noutputs = take_u32(r);
    if (noutputs > GRADE_MAX_ARRAYS) r->bad = true;
    for (size_t i = 0; i < noutputs && !r->bad; i++) {
        if (take_flag(r)) o->output[i] = take_array(r, c);
        take_fact(r, &o->fact[i]);
        o->noutputs = i + 1;
    }
    o->changed = take_u32(r);
    o->called = take_u32(r);
    take_cost(r, &o->cost);
    take_clean(r, &o->printed);
    take_clean(r, &o->warnings);
    if (r->n) r->bad = true;
}

size_t grade_reply_length(const void *bytes, size_t n) {
    if (n < GRADE_FRAME_HEAD) return 0;
    reader   r = {.p = bytes, .n = n};
    uint32_t magic = take_u32(&r), version = take_u32(&r);
    uint64_t length = take_u64(&r);
    if (magic != REPLY_MAGIC || version != VERSION || length < GRADE_FRAME_HEAD || length > PTRDIFF_MAX) return SIZE_MAX;
    return (size_t)length;
}

err_code grade_reply_read(nd_ctx *c, const void *bytes, size_t n, grade_outcome *o, err *e) {
    reader r = open_frame(bytes, n, REPLY_MAGIC);
    if (!r.bad) take_outcome(&r, c, o);
    if (!r.bad) return ERR_OK;
    for (size_t i = 0; i < GRADE_MAX_ARRAYS; i++) nd_drop(c, o->output[i]);
    buf_free(&o->printed);
    buf_free(&o->warnings);
    grade_outcome_init(o);
    return err_set(e, ERR_FORMAT, "the answer's process sent a reply that makes no sense");
}

err_code grade_request_read(const void *bytes, size_t n, grade_request *r, err *e) {
    reader in = open_frame(bytes, n, REQUEST_MAGIC);
    size_t ngiven, nwatched;
    *r = (grade_request){.mode = (grade_mode)take_u8(&in)};
    unsigned bits = take_u8(&in);
    r->count = bits & 1;
    r->sized = bits & 2;
    r->reseed = bits & 4;
    r->seed = take_u32(&in);
    r->n = (int64_t)take_u64(&in);
    r->k = (int64_t)take_u64(&in);
    r->noutputs = take_u32(&in);
    r->cross = take_flag(&in);
    r->files = take_u64(&in);
    r->kept = take_u32(&in);
    take_into(&in, r->form, sizeof r->form);
    r->given = take_bytes(&in, &ngiven);
    if (take_u8(&in) != 0) in.bad = true;         /* the end of given's text */
    r->watched = take_bytes(&in, &nwatched);
    if (take_u8(&in) != 0) in.bad = true;
    r->setup = take_bytes(&in, &r->nsetup);
    r->answer = take_bytes(&in, &r->nanswer);
    if (in.bad || in.n) return err_set(e, ERR_INTERNAL, "a request that makes no sense");
    return ERR_OK;
}

void grade_outcome_init(grade_outcome *o) {
    memset(o, 0, sizeof *o);
    buf_init(&o->printed);
    buf_init(&o->warnings);
}

void grade_outcome_move(grade_outcome *to, grade_outcome *from) {
    *to = *from;
    grade_outcome_init(from);
}

void grade_outcome_free(grader *g, grade_outcome *o) {
    for (size_t i = 0; i < GRADE_MAX_ARRAYS; i++) nd_drop(&g->ctx, o->output[i]);
    buf_free(&o->printed);
    buf_free(&o->warnings);
    grade_outcome_init(o);
}
