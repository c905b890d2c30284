/* pack/attest.c: what NumPy agreed with.
 *
 * The file "attested" beside pack.md says which version of NumPy gave what the pack expects, and for each question
 * a digest of all that decides what is expected. Whoever changes that must ask NumPy again (make attest).       */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "array/array.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "pack/pack_int.h"

enum { MAX_ATTESTED = 1024 * 1024 };

static const char file_name[] = "attested";

/* --- digests --------------------------------------------------------------------------------------- */

static void add_text(sha256 *s, const char *text) { sha256_add(s, text ? text : "", text ? strlen(text) + 1 : 1); }

static void add_number(sha256 *s, uint64_t x) {
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)(x >> 8 * i);
    sha256_add(s, bytes, sizeof bytes);
}

/* Processors differ in the last bits of a float: only what they agree on is taken. */
static void add_float(sha256 *s, double x) {
    uint64_t bits = 1;
    if (x == x) {
        if (fabs(x) < 1e-11) x = 0;
        memcpy(&bits, &x, sizeof bits);
        bits = x == 0 ? 0 : (bits + (1u << 23)) & ~(uint64_t)((1u << 24) - 1);
    }
    add_number(s, bits);
}

static void add_element(sha256 *s, nd_dtype d, const char *p) {
    nd_scalar x = nd_load(d, p);
    if (x.kind == 'f') add_float(s, x.u.f);
    else if (x.kind == 'c') {
        add_float(s, x.u.c.re);
        add_float(s, x.u.c.im);
    } else if (x.kind == 'U')
        for (size_t i = 0; i < x.n; i++) add_number(s, x.text[i]);
    else add_number(s, x.kind == 'b' ? x.u.b : x.u.u);
}

static err_code add_array(sha256 *s, nd_ctx *c, const struct store_blob *b, err *e) {
    char      dtype[ND_DTYPE_TEXT];
    nd_walk   w;
    nd_array *a = nd_npy_read(c, b->bytes, b->n, e);
    if (!a) return e ? e->code : ERR_FORMAT;
    nd_dtype_text(a->dtype, dtype);
    add_text(s, dtype);
    add_number(s, (uint64_t)a->ndim);
    for (int i = 0; i < a->ndim; i++) add_number(s, (uint64_t)a->shape[i]);
    if (a->size > 0)
        for (nd_walk_init(&w, 1, (const nd_array *const[]){a}, true); w.more; nd_walk_next(&w))
            for (size_t i = 0; i < w.n; i++) add_element(s, a->dtype, w.p[0] + (ptrdiff_t)i * w.stride[0]);
    nd_drop(c, a);
    return ERR_OK;
}

static void add_parts(sha256 *s, const store_question *q) {
    bool reference = true;
    for (size_t i = 0; i < q->nparts; i++) {
        store_part_kind kind = q->parts[i].kind;
        if (kind == STORE_NUMPY || kind == STORE_PROGRAM || (kind == STORE_ROUTE && reference)) add_text(s, q->parts[i].text);
        if (kind == STORE_ROUTE) reference = false;
    }
}

err_code pack_digest(const store_question *q, char hex[PACK_NDIGEST + 1], err *e) {
    static const char digits[] = "0123456789abcdef";
    unsigned char     digest[32];
    sha256            s;
    nd_ctx            c;
    err_code          code = ERR_OK;
    nd_ctx_init(&c);
    sha256_begin(&s);
    const char *texts[] = {q->id, q->kind, q->given, q->outputs, q->checks, q->shown, q->hidden};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) add_text(&s, texts[i]);
    add_parts(&s, q);
    for (size_t i = 0; code == ERR_OK && i < q->ncases; i++) {
        const store_case *k = &q->cases[i];
        add_number(&s, k->seed);
        add_number(&s, (uint64_t)k->n);
        for (size_t j = 0; code == ERR_OK && j < k->nexpected; j++) code = add_array(&s, &c, &k->expected[j], e);
    }
    sha256_end(&s, digest);
    for (int i = 0; i < PACK_NDIGEST; i++) hex[i] = digits[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
    hex[PACK_NDIGEST] = '\0';
    return code;
}

bool pack_needs_numpy(const store_question *q) { return grade_kind_of(q) != GRADE_KIND_EXPLAIN; }

/* --- the file ------------------------------------------------------------------------------------------ */

static void take_line(pack_attested *a, const char *text, size_t n, int line, faults *f) {
    char word[2][64] = {"", ""}, more;
    char room[160];
    if (n >= sizeof room) n = sizeof room - 1;
    memcpy(room, text, n);
    room[n] = '\0';
    if (room[0] == '#' || room[strspn(room, " \t")] == '\0') return;
    if (sscanf(room, "%63s %63s %c", word[0], word[1], &more) != 2)
        pack_fault(f, file_name, line, "a line is 'numpy VERSION' or an id and a digest: run make attest");
    else if (strcmp(word[0], "numpy") == 0 && strlen(word[1]) < sizeof a->numpy) memcpy(a->numpy, word[1], strlen(word[1]) + 1);
    else if (strlen(word[0]) < sizeof a->entry->id && strlen(word[1]) == PACK_NDIGEST) {
        pack_attested_entry *entry = pack_grow(f, a->entry, a->n, sizeof *entry);
        if (!entry) return;
        a->entry = entry;
        entry += a->n++;
        memcpy(entry->id, word[0], strlen(word[0]) + 1);
        memcpy(entry->digest, word[1], sizeof entry->digest);
        entry->line = line;
    } else pack_fault(f, file_name, line, "the digest has %d digits: run make attest", PACK_NDIGEST);
}

err_code pack_attested_read(const char *folder, pack_attested *a, faults *f, err *e) {
    buf path, text;
    err why = {0};
    buf_init(&path);
    buf_init(&text);
    buf_printf(&path, "%s/%s", folder, file_name);
    struct stat st;
    err_code    code = ERR_OK;
    bool        there = lstat(path.text, &st) == 0;
    if (there && !S_ISREG(st.st_mode)) pack_fault(f, file_name, 0, "is no file: take it out and run make attest");
    else if (there) code = fs_read(path.text, MAX_ATTESTED, &text, &why);
    if (code == ERR_OK && text.n > 0 && pack_text_clean(&text, file_name, f)) {
        int line = 1;
        a->there = true;
        for (const char *s = text.text; *s; line++) {
            size_t n = strcspn(s, "\n");
            take_line(a, s, n, line, f);
            s += n + (s[n] == '\n');
        }
        if (!a->numpy[0]) pack_fault(f, file_name, 1, "it does not say which NumPy agreed: run make attest");
    }
    if (code != ERR_OK && e) *e = why;
    buf_free(&path);
    buf_free(&text);
    return code;
}

void pack_attested_free(pack_attested *a) {
    mem_free(a->entry);
    *a = (pack_attested){0};
}

const pack_attested_entry *pack_attested_find(const pack_attested *a, const char *id) {
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->entry[i].id, id) == 0) return &a->entry[i];
    return NULL;
}

/* --- holding a checked pack against it ---------------------------------------------------------------------- */

static const store_question *find_question(const pack *p, const char *id) {
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->question[i]->id, id) == 0) return p->question[i];
    return NULL;
}

err_code pack_check_attested(const pack *p, pack_say say, void *user, err *e) {
    const pack_attested *a = p->attested;
    faults               f = {.say = say, .user = user};
    err_code             code = ERR_OK;
    if (!a || !a->there) return ERR_OK;
    for (size_t i = 0; code == ERR_OK && i < p->n; i++) {
        const store_question *q = p->question[i];
        char                  hex[PACK_NDIGEST + 1];
        if (!pack_needs_numpy(q)) continue;
        const pack_attested_entry *entry = pack_attested_find(a, q->id);
        code = pack_digest(q, hex, e);
        if (code != ERR_OK) break;
        if (!entry) pack_fault(&f, p->file[i], q->id_line, "NumPy was never asked about %s: run make attest", q->id);
        else if (strcmp(entry->digest, hex) != 0)
            pack_fault(&f, file_name, entry->line, "what NumPy agreed with is not what %s asks for and expects now: run make attest", q->id);
    }
    for (size_t i = 0; code == ERR_OK && i < a->n; i++)
        if (!find_question(p, a->entry[i].id)) pack_fault(&f, file_name, a->entry[i].line, "there is no question %s: run make attest", a->entry[i].id);
    return code == ERR_OK ? pack_faults_end(&f, p->folder[0] ? p->folder : p->about.name, e) : code;
}
