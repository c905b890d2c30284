/* pack/read_pack.c: a folder, or one file that holds all, to a pack: its head, the questions, no id twice. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/mem.h"
#include "pack/pack_int.h"

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

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

static void read_about(pack *p, pack_piece text, const char *file, faults *f) {
    head_field h[NKEYS] = {{.key = "name", .required = true}, {.key = "version", .required = true}, {.key = "title", .required = true}};
    int        line;
    if (!pack_is_filled_in(text, file, f)) return;
    pack_head_read(text, file, h, NKEYS, &line, f);
    if (h[K_NAME].value && !all_of(h[K_NAME].value, 40, "-"))
        pack_fault(f, file, h[K_NAME].line, "'name' is letters, digits and -, at most 40");
    if (h[K_VERSION].value && !all_of(h[K_VERSION].value, 20, "."))
        pack_fault(f, file, h[K_VERSION].line, "'version' is numbers with points between: 1.0.0");
    if (h[K_TITLE].value && pack_text_length(h[K_TITLE].value) > 60) pack_fault(f, file, h[K_TITLE].line, "the title has more than 60 characters");
    p->about = (store_pack){take_value(&h[K_NAME]), take_value(&h[K_VERSION]), pack_copy(f, "", 0), take_value(&h[K_TITLE])};
    pack_head_free(h, NKEYS);
}

/* --- questions ------------------------------------------------------------------------------------ */

void pack_keep(pack *p, store_question *q, const char *name, faults *f) {
    store_question **questions = pack_grow(f, p->question, p->n, sizeof *questions);
    if (questions) p->question = questions;
    char **files = pack_grow(f, p->file, p->n, sizeof *files);
    if (files) p->file = files;
    struct pack_mark *marks = pack_grow(f, p->mark, p->n, sizeof *marks);
    if (marks) p->mark = marks;
    char *file = questions && files && marks ? pack_copy(f, name, strlen(name)) : NULL;
    if (!file) {
        store_question_free(q);
        return;
    }
    p->question[p->n] = q;
    p->mark[p->n] = (struct pack_mark){.stamp = p->reading};
    p->file[p->n++] = file;
}

/* A name, and the question that has it. */
typedef struct named {
    const char *name;
    size_t      i;
} named;

static int by_name(const void *a, const void *b) {
    const named *x = a, *y = b;
    int          order = strcasecmp(x->name, y->name);
    return order ? order : x->i < y->i ? -1 : x->i > y->i;
}

static int line_of(const store_question *q, bool id) { return id || !q->short_line ? q->id_line : q->short_line; }

static void check_names(const pack *p, bool ids, faults *f) {
    named *all = mem_alloc(p->n, sizeof *all, NULL);
    if (!all) {
        pack_no_memory(f);
        return;
    }
    for (size_t i = 0; i < p->n; i++) all[i] = (named){ids ? p->question[i]->id : p->question[i]->short_id, i};
    qsort(all, p->n, sizeof *all, by_name);
    for (size_t i = 1, first = 0; i < p->n; i++) {
        if (strcasecmp(all[i].name, all[first].name) != 0) first = i;
        else pack_fault(f, p->file[all[i].i], line_of(p->question[all[i].i], ids), "the %s %s is used in %s already: give one of them another", ids ? "id" : "short name", all[i].name, p->file[all[first].i]);
    }
    mem_free(all);
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

static void end_reading(pack *p, const pack_tables *t, const char *where, faults *f) {
    if (p->n == 0 && f->n == 0) pack_fault(f, where, 0, "there is no question in this pack");
    if (p->n > PACK_MAX_QUESTIONS) pack_fault(f, where, 0, "a pack has at most %d questions", PACK_MAX_QUESTIONS);
    if (f->no_memory || p->n == 0) return;
    pack_tables_give(t, p, f);
    check_names(p, true, f);
    check_names(p, false, f);
    if (f->n == 0 && !f->no_memory) fill_from_about(p, f);
}

static void read_files(pack *p, pack_files *files, faults *f) {
    bool        has_about = false;
    pack_tables tables = {0};
    for (size_t i = 0; i < files->n && !f->no_memory; i++) {
        pack_file *file = &files->file[i];
        if (!pack_text_clean(&file->text, file->name, f)) {
            has_about = has_about || strcmp(file->name, "pack.md") == 0;
            continue;
        }
        if (strcmp(file->name, "pack.md") == 0) {
            has_about = true;
            read_about(p, (pack_piece){file->text.text, file->text.n, 1}, file->name, f);
            continue;
        }
        if (pack_is_table(file->name)) {
            const char *base = base_name(file->name);
            pack_table_add(&tables, base, strlen(base) - 4, (pack_piece){file->text.text, file->text.n, 1}, file->name, f);
            continue;
        }
        p->reading = pack_stamp_text(file->text.text, file->text.n);
        pack_question_read((pack_piece){file->text.text, file->text.n, 1}, file->name, p, f);
        buf_free(&file->text);
    }
    if (!has_about) pack_fault(f, "pack.md", 0, "is not there: it says the name, the version and the title of the pack");
    end_reading(p, &tables, "pack.md", f);
    pack_tables_free(&tables);
}

static err_code read_folder(pack *p, const char *folder, faults *f, err *e) {
    pack_files files;
    err_code   code = pack_files_read(folder, &files, f, e);
    if (code != ERR_OK) return code;
    read_files(p, &files, f);
    pack_files_free(&files);
    p->attested = mem_zalloc(1, sizeof *p->attested, NULL);
    if (p->attested) return pack_attested_read(folder, p->attested, f, e);
    pack_no_memory(f);
    return ERR_OK;
}

/* --- one file ------------------------------------------------------------------------------------------ */

/* What pack.md says, then its tables. */
static void read_top(pack *p, pack_piece rest, pack_tables *tables, const char *name, faults *f) {
    pack_piece piece, title, next;
    bool       more = pack_next_piece(&rest, "Data", &piece, &title);
    read_about(p, piece, name, f);
    while (more) {
        more = pack_next_piece(&rest, "Data", &piece, &next);
        pack_table_piece(tables, title, piece, name, f);
        title = next;
    }
}

/* What stands above the first line "# Question" is the pack's, each such line begins a question. */
static void read_pieces(pack *p, const buf *text, pack_tables *tables, const char *name, faults *f) {
    static const char mark[] = "Question";
    pack_piece        rest = {text->text, text->n, 1}, piece, title;
    bool              more = pack_next_piece(&rest, mark, &piece, &title);
    read_top(p, piece, tables, name, f);
    while (more && !f->no_memory && p->n <= PACK_MAX_QUESTIONS) {
        more = pack_next_piece(&rest, mark, &piece, &title);
        for (; piece.n && piece.text[0] == '\n'; piece.n--) piece.text++, piece.line++;
        if (piece.n > PACK_MAX_FILE) pack_fault(f, name, piece.line, "this question is longer than %d KiB", PACK_MAX_FILE / 1024);
        else {
            p->reading = pack_stamp_text(piece.text, piece.n);
            pack_question_read(piece, name, p, f);
        }
    }
}

static err_code read_single(pack *p, const char *path, faults *f, err *e) {
    buf text;
    buf_init(&text);
    err_code code = fs_read(path, PACK_MAX_BYTES, &text, e);
    if (code == ERR_OK && pack_text_clean(&text, base_name(path), f)) {
        pack_tables tables = {0};
        read_pieces(p, &text, &tables, base_name(path), f);
        end_reading(p, &tables, base_name(path), f);
        pack_tables_free(&tables);
    }
    buf_free(&text);
    return code;
}

/* --- a folder as one file --------------------------------------------------------------------------------- */

static void add_lines(buf *out, const buf *text) {
    buf_add(out, text->text, text->n);
    if (text->n && text->text[text->n - 1] != '\n') buf_putc(out, '\n');
}

static void join_files(buf *out, pack_files *files, faults *f) {
    enum { ABOUT, TABLES, QUESTIONS, ROUNDS };
    for (int round = ABOUT; round < ROUNDS; round++)
        for (size_t i = 0; i < files->n; i++) {
            const char *name = files->file[i].name, *base = base_name(name);
            int         when = strcmp(name, "pack.md") == 0 ? ABOUT : pack_is_table(name) ? TABLES : QUESTIONS;
            if (when != round || !pack_text_clean(&files->file[i].text, name, f)) continue;
            if (when == TABLES) buf_printf(out, "\n# Data: %.*s\n\n```csv\n", (int)strlen(base) - 4, base);
            if (when == QUESTIONS) buf_puts(out, "\n# Question\n\n");
            add_lines(out, &files->file[i].text);
            if (when == TABLES) buf_puts(out, "```\n");
        }
    if (buf_failed(out)) pack_no_memory(f);
}

err_code pack_join(const char *folder, buf *out, pack_say say, void *user, err *e) {
    faults     f = {.say = say, .user = user};
    pack_files files;
    pack      *p = pack_read(folder, say, user, e);
    if (!p) return e ? e->code : ERR_FORMAT;
    pack_free(p);
    err_code code = pack_files_read(folder, &files, &f, e);
    if (code != ERR_OK) return code;
    join_files(out, &files, &f);
    pack_files_free(&files);
    return pack_faults_end(&f, folder, e);
}

/* --- stamps ---------------------------------------------------------------------------------------------- */

uint64_t pack_stamp_text(const char *text, size_t n) {
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)text[i]) * 1099511628211u;
    return h;
}

static bool is_file(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

uint64_t pack_stamp(const char *path) {
    faults     f = {0};
    err        e = {0};
    pack_files files = {0};
    buf        single;
    uint64_t   h = 1;
    buf_init(&single);
    if (is_file(path)) {
        if (fs_read(path, PACK_MAX_BYTES, &single, &e) == ERR_OK) h = pack_stamp_text(single.text, single.n);
    } else if (pack_files_read(path, &files, &f, &e) == ERR_OK) {
        for (size_t i = 0; i < files.n; i++)
            h = h * 31 + (pack_stamp_text(files.file[i].name, strlen(files.file[i].name)) ^ pack_stamp_text(files.file[i].text.text, files.file[i].text.n));
        pack_files_free(&files);
    }
    buf_free(&single);
    return e.code == ERR_OK ? h | 1 : 0;
}

pack *pack_read(const char *path, pack_say say, void *user, err *e) {
    faults f = {.say = say, .user = user};
    pack  *p = mem_zalloc(1, sizeof *p, e);
    if (!p) return NULL;
    err_code code = is_file(path) ? read_single(p, path, &f, e) : read_folder(p, path, &f, e);
    if (code == ERR_OK) p->folder = pack_copy(&f, path, strlen(path));
    if (code == ERR_OK) code = pack_faults_end(&f, path, e);
    if (code == ERR_OK) return p;
    pack_free(p);
    return NULL;
}
