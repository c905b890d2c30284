/* pack/read_pack.c: a folder to a pack: pack.md, the questions, no id twice. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "pack/pack_int.h"

/* --- pack.md ------------------------------------------------------------------------------------ */

enum { K_NAME, K_VERSION, K_TITLE, NKEYS };

static bool all_of(const char *s, size_t most, const char *also) {
    size_t n = strlen(s);
    for (size_t i = 0; i < n; i++)
        if (!isdigit((unsigned char)s[i]) && !(also[0] == '-' && isalpha((unsigned char)s[i])) && !strchr(also, s[i])) return false;
    return n > 0 && n <= most && isalnum((unsigned char)s[0]);
}

static char *take_value(head_field *h) {
    char *value = h->value;
    h->value = NULL;
    return value;
}

static void read_about(pack *p, const buf *text, faults *f) {
    head_field h[NKEYS] = {{.key = "name", .required = true}, {.key = "version", .required = true}, {.key = "title", .required = true}};
    int        line;
    pack_head_read((pack_piece){text->text, text->n, 1}, "pack.md", h, NKEYS, &line, f);
    if (h[K_NAME].value && !all_of(h[K_NAME].value, 40, "-"))
        pack_fault(f, "pack.md", h[K_NAME].line, "'name' is letters, digits and -, at most 40");
    if (h[K_VERSION].value && !all_of(h[K_VERSION].value, 20, "."))
        pack_fault(f, "pack.md", h[K_VERSION].line, "'version' is numbers with points between: 1.0.0");
    if (h[K_TITLE].value && pack_text_length(h[K_TITLE].value) > 60) pack_fault(f, "pack.md", h[K_TITLE].line, "the title has more than 60 characters");
    p->about = (store_pack){take_value(&h[K_NAME]), take_value(&h[K_VERSION]), pack_copy(f, "", 0), take_value(&h[K_TITLE])};
    pack_head_free(h, NKEYS);
}

/* --- questions ------------------------------------------------------------------------------------ */

void pack_keep(pack *p, store_question *q, const char *name, faults *f) {
    store_question **questions = pack_grow(f, p->question, p->n, sizeof *questions);
    if (questions) p->question = questions;
    char **files = pack_grow(f, p->file, p->n, sizeof *files);
    if (files) p->file = files;
    char *file = questions && files ? pack_copy(f, name, strlen(name)) : NULL;
    if (!file) {
        store_question_free(q);
        return;
    }
    p->question[p->n] = q;
    p->file[p->n++] = file;
}

static void check_names(const pack *p, faults *f) {
    for (size_t i = 1; i < p->n; i++)
        for (size_t k = 0; k < i; k++) {
            const store_question *a = p->question[k], *b = p->question[i];
            if (strcasecmp(a->id, b->id) == 0) pack_fault(f, p->file[i], b->id_line, "the id %s is used in %s already: give one of them another", b->id, p->file[k]);
            else if (strcasecmp(a->short_id, b->short_id) == 0)
                pack_fault(f, p->file[i], b->short_line ? b->short_line : b->id_line, "the short name %s is used in %s already: give one of them another", b->short_id, p->file[k]);
        }
}

static void fill_from_about(pack *p, faults *f) {
    for (size_t i = 0; i < p->n; i++) {
        store_question *q = p->question[i];
        mem_free(q->pack);
        mem_free(q->version);
        q->pack = pack_copy(f, p->about.name, strlen(p->about.name));
        q->version = pack_copy(f, p->about.version, strlen(p->about.version));
    }
}

static void read_files(pack *p, pack_files *files, faults *f) {
    bool has_about = false;
    for (size_t i = 0; i < files->n && !f->no_memory; i++) {
        pack_file *file = &files->file[i];
        if (!pack_text_clean(&file->text, file->name, f)) {
            has_about = has_about || strcmp(file->name, "pack.md") == 0;
            continue;
        }
        if (strcmp(file->name, "pack.md") == 0) {
            has_about = true;
            read_about(p, &file->text, f);
            continue;
        }
        pack_question_read((pack_piece){file->text.text, file->text.n, 1}, file->name, p, f);
        buf_free(&file->text);
    }
    if (!has_about) pack_fault(f, "pack.md", 0, "is not there: it says the name, the version and the title of the pack");
    if (p->n == 0 && f->n == 0) pack_fault(f, "pack.md", 0, "there is no question in this folder");
    check_names(p, f);
    if (f->n == 0 && !f->no_memory) fill_from_about(p, f);
}

pack *pack_read(const char *folder, pack_say say, void *user, err *e) {
    faults     f = {.say = say, .user = user};
    pack_files files;
    pack      *p = mem_zalloc(1, sizeof *p, e);
    if (!p) return NULL;
    err_code code = pack_files_read(folder, &files, &f, e);
    if (code == ERR_OK) {
        p->folder = pack_copy(&f, folder, strlen(folder));
        read_files(p, &files, &f);
        pack_files_free(&files);
        p->attested = mem_zalloc(1, sizeof *p->attested, NULL);
        if (p->attested) code = pack_attested_read(folder, p->attested, &f, e);
        else pack_no_memory(&f);
        if (code == ERR_OK) code = pack_faults_end(&f, folder, e);
    }
    if (code == ERR_OK) return p;
    pack_free(p);
    return NULL;
}
