/* pack/pack_bytes.c: a built pack as bytes.
 *
 *   "ndrillp1"  64 hex digits: SHA-256 of all that follows them
 *   name version title, number of questions, then each question's fields in the order of its visitor
 *
 * A text is its length (4 bytes, low first) and its bytes; numbers are 8 bytes. One visitor names the
 * fields once, for writing and for reading.                                                          */
#include <string.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "pack/pack_int.h"

#define MAGIC       "ndrillp1"
#define NMAGIC      8
#define NDIGEST     64
#define MAX_THINGS  4096               /* parts, cases, outputs, outcomes of one question */

/* Writes to out when it is there, else reads from p. */
typedef struct wire {
    buf                 *out;
    const unsigned char *p, *end;
    bool                 broken, no_memory;
} wire;

/* --- numbers and bytes ----------------------------------------------------------------------------- */

static uint64_t take_number(wire *w, int n) {
    uint64_t x = 0;
    if (w->end - w->p < n) w->broken = true;
    if (w->broken) return 0;
    for (int i = 0; i < n; i++) x |= (uint64_t)w->p[i] << (8 * i);
    w->p += n;
    return x;
}

static void put_number(wire *w, uint64_t x, int n) {
    for (int i = 0; i < n; i++) buf_putc(w->out, (char)(x >> (8 * i)));
}

static int64_t do_number(wire *w, int64_t x) {
    if (!w->out) return (int64_t)take_number(w, 8);
    put_number(w, (uint64_t)x, 8);
    return x;
}

/* A number that must fit an int from low to high. */
static int do_int(wire *w, int x, int low, int high) {
    int64_t value = do_number(w, x);
    if (value < low || value > high) w->broken = true;
    return w->broken ? low : (int)value;
}

static const void *take_bytes(wire *w, size_t *n) {
    *n = (size_t)take_number(w, 4);
    if (!w->broken && (size_t)(w->end - w->p) < *n) w->broken = true;
    if (w->broken) return NULL;
    const void *bytes = w->p;
    w->p += *n;
    return bytes;
}

static void put_bytes(wire *w, const void *bytes, size_t n) {
    put_number(w, n, 4);
    buf_add(w->out, bytes, n);
}

static void do_text(wire *w, char **text) {
    size_t      n;
    const char *bytes;
    if (w->out) {
        put_bytes(w, *text ? *text : "", *text ? strlen(*text) : 0);
        return;
    }
    bytes = take_bytes(w, &n);
    if (!bytes) return;
    if (!pack_text_is_safe(bytes, n)) w->broken = true;
    else if (!(*text = mem_strndup(bytes, n, NULL))) w->no_memory = true;
}

static void do_blob(wire *w, struct store_blob *b) {
    const void *bytes;
    if (w->out) {
        put_bytes(w, b->bytes, b->n);
        return;
    }
    bytes = take_bytes(w, &b->n);
    if (!bytes) return;
    b->bytes = mem_alloc(b->n, 1, NULL);
    if (!b->bytes) w->no_memory = true;
    else if (b->n) memcpy(b->bytes, bytes, b->n);
}

/* How many things follow; room for them when reading, NULL when something is wrong or there are none. */
static void *do_count(wire *w, size_t *n, size_t size, void *things) {
    int64_t count = do_number(w, (int64_t)*n);
    if (count < 0 || count > MAX_THINGS) w->broken = true;
    if (w->out) return things;
    *n = 0;
    if (w->broken || count == 0) return NULL;
    things = mem_zalloc((size_t)count, size, NULL);
    if (things) *n = (size_t)count;
    else w->no_memory = true;
    return things;
}

/* --- a question --------------------------------------------------------------------------------------- */

static void do_case(wire *w, store_case *c) {
    c->number = do_int(w, c->number, 1, MAX_THINGS);
    int64_t seed = do_number(w, c->seed);
    if (seed < 0 || seed > UINT32_MAX) w->broken = true;
    c->seed = (uint32_t)seed;
    c->n = do_int(w, (int)c->n, 0, PACK_MAX_SIZE);
    c->expected = do_count(w, &c->nexpected, sizeof *c->expected, c->expected);
    for (size_t i = 0; i < c->nexpected; i++) do_blob(w, &c->expected[i]);
}

static void do_question(wire *w, store_question *q) {
    char **text[] = {&q->id, &q->short_id, &q->title, &q->level, &q->kind, &q->prompt, &q->given, &q->outputs,
                     &q->starter, &q->checks, &q->concepts, &q->excused, &q->shown, &q->hidden};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) do_text(w, text[i]);
    q->par_seconds = do_int(w, q->par_seconds, 0, 1000000);
    q->shown_line = do_int(w, q->shown_line, 0, 1000000);
    q->hidden_line = do_int(w, q->hidden_line, 0, 1000000);
    q->parts = do_count(w, &q->nparts, sizeof *q->parts, q->parts);
    for (size_t i = 0; i < q->nparts; i++) {
        q->parts[i].kind = (store_part_kind)do_int(w, (int)q->parts[i].kind, STORE_HINT, STORE_MODEL);
        q->parts[i].line = do_int(w, q->parts[i].line, 0, 1000000);
        do_text(w, &q->parts[i].title);
        do_text(w, &q->parts[i].text);
    }
    q->cases = do_count(w, &q->ncases, sizeof *q->cases, q->cases);
    for (size_t i = 0; i < q->ncases; i++) do_case(w, &q->cases[i]);
    q->outcomes = do_count(w, &q->noutcomes, sizeof *q->outcomes, q->outcomes);
    for (size_t i = 0; i < q->noutcomes; i++) {
        q->outcomes[i].part = do_int(w, q->outcomes[i].part, 0, (int)(q->nparts ? q->nparts - 1 : 0));
        q->outcomes[i].signature = (uint64_t)do_number(w, (int64_t)q->outcomes[i].signature);
    }
}

/* --- writing -------------------------------------------------------------------------------------------- */

err_code pack_write(pack *p, buf *out, err *e) {
    char hex[NDIGEST + 1];
    buf  body;
    buf_init(&body);
    wire w = {.out = &body};
    do_text(&w, &p->about.name);
    do_text(&w, &p->about.version);
    do_text(&w, &p->about.title);
    put_number(&w, p->n, 4);
    for (size_t i = 0; i < p->n; i++) do_question(&w, p->question[i]);
    sha256_hex(body.text, body.n, hex);
    buf_add(out, MAGIC, NMAGIC);
    buf_add(out, hex, NDIGEST);
    buf_add(out, body.text, body.n);
    char    *digest = mem_strdup(hex, NULL);
    err_code code = ERR_OK;
    if (!digest || buf_failed(&body) || buf_failed(out)) code = err_set(e, ERR_MEMORY, "no memory to write the pack");
    else if (body.n > PACK_MAX_BYTES) code = err_set(e, ERR_FORMAT, "the pack is larger than %d MiB: use smaller sizes", PACK_MAX_BYTES >> 20);
    if (code == ERR_OK) {
        mem_free(p->about.digest);
        p->about.digest = digest;
    } else {
        mem_free(digest);
    }
    buf_free(&body);
    return code;
}

/* --- reading ---------------------------------------------------------------------------------------------- */

static err_code end_reading(const wire *w, err *e) {
    if (w->no_memory) return err_set(e, ERR_MEMORY, "no memory to read the pack");
    return w->broken ? err_set(e, ERR_FORMAT, "the pack is damaged: build it again") : ERR_OK;
}

static void read_about(wire *w, store_pack *about) {
    size_t have = (size_t)(w->end - w->p);
    if (have < NMAGIC + NDIGEST || memcmp(w->p, MAGIC, NMAGIC) != 0) {
        w->broken = true;
        return;
    }
    about->digest = mem_strndup((const char *)w->p + NMAGIC, NDIGEST, NULL);
    if (!about->digest) w->no_memory = true;
    w->p += NMAGIC + NDIGEST;
    do_text(w, &about->name);
    do_text(w, &about->version);
    do_text(w, &about->title);
}

bool pack_is_built(const void *bytes, size_t n) { return n >= NMAGIC && memcmp(bytes, MAGIC, NMAGIC) == 0; }

err_code pack_peek(const void *bytes, size_t n, store_pack *about, err *e) {
    wire w = {.p = bytes, .end = (const unsigned char *)bytes + n};
    *about = (store_pack){0};
    read_about(&w, about);
    err_code code = end_reading(&w, e);
    if (code != ERR_OK) pack_about_free(about);
    return code;
}

static void read_question(wire *w, pack *p, size_t i) {
    store_question *q = mem_zalloc(1, sizeof *q, NULL);
    p->file[i] = mem_strdup("", NULL);
    p->question[i] = q;
    p->n = i + 1;
    if (!q || !p->file[i]) {
        w->no_memory = true;
        return;
    }
    do_question(w, q);
    q->pack = mem_strdup(p->about.name, NULL);
    q->version = mem_strdup(p->about.version, NULL);
    if (!q->pack || !q->version) w->no_memory = true;
}

static void read_body(wire *w, pack *p) {
    read_about(w, &p->about);
    if (w->broken || w->no_memory) return;
    size_t n = (size_t)take_number(w, 4);
    if (n > PACK_MAX_QUESTIONS) w->broken = true;
    if (w->broken) return;
    p->question = mem_zalloc(n, sizeof *p->question, NULL);
    p->file = mem_zalloc(n, sizeof *p->file, NULL);
    p->folder = mem_strdup("", NULL);
    if (!p->question || !p->file || !p->folder) w->no_memory = true;
    for (size_t i = 0; i < n && !w->broken && !w->no_memory; i++) read_question(w, p, i);
    if (w->p != w->end) w->broken = true;
}

/* The bytes say what they should be: damage shows before anything is believed. */
static bool is_whole(const unsigned char *bytes, size_t n) {
    char hex[NDIGEST + 1];
    if (n < NMAGIC + NDIGEST || n > PACK_MAX_BYTES || memcmp(bytes, MAGIC, NMAGIC) != 0) return false;
    sha256_hex(bytes + NMAGIC + NDIGEST, n - NMAGIC - NDIGEST, hex);
    return memcmp(bytes + NMAGIC, hex, NDIGEST) == 0;
}

pack *pack_load(const void *bytes, size_t n, err *e) {
    wire  w = {.p = bytes, .end = (const unsigned char *)bytes + n};
    pack *p = mem_zalloc(1, sizeof *p, e);
    if (!p) return NULL;
    if (is_whole(bytes, n)) read_body(&w, p);
    else w.broken = true;
    if (end_reading(&w, e) == ERR_OK) return p;
    pack_free(p);
    return NULL;
}
