/* pack/template.c: the beginning of a pack and of a question: every part that is asked for, with what to put there.
 *
 * Each place to fill in begins with ??? and says what belongs there; while one is left, the file is not read.   */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "pack/question.h"

/* --- the texts --------------------------------------------------------------------------------------- */

static const char about_text[] =
    "---\nname: %s\nversion: 1.0.0\ntitle: ??? what the pack is about, in at most 60 characters\n---\n\n"
    "??? For whom is this pack, and what will they be able to do after it?\n";

static const char head_text[] = "---\nid: %s\nshort: ??? what people type, such as S1: at most 12 letters and digits\ntitle: ??? in at most 60 characters\nlevel: beginner\n";

static const char code_head[] =
    "par: 1:00\ngiven: ??? the names that are given, separated by spaces\noutputs: ??? what the answer gives; several are separated by ;\nsizes: 7 1 12 0 30\n---\n\n"
    "??? What is given, and what is to be given back? Explain each name.\n\n"
    "## Given\n\n```lua\n??? Set each given name: the case that is shown. Three to eight values say most.\n```\n\n"
    "## Cases\n\n```lua\n??? The same for the hidden cases, drawn by np.random for the size n: negative numbers, repeats, what people forget.\n```\n\n"
    "## Answer: ??? in a few words, how\n\n```lua\n??? The reference: what it yields is what is expected.\n```\n\n"
    "## Answer: ??? another way\n\n```lua\n??? Another way that must pass too.\n```\n\n";

static const char figure_head[] =
    "kind: figure\npar: 2:00\ngiven: ??? the names that are given, separated by spaces\noutputs: the figure\nsizes: 20 50 2 100 7\n---\n\n"
    "??? What is given, and what is to be drawn? Say each name and label that must be there.\n\n"
    "## Given\n\n```lua\n??? Set each given name: the case that is shown.\n```\n\n"
    "## Cases\n\n```lua\n??? The same for the hidden cases, with n.\n```\n\n"
    "## Answer: ??? in a few words, how\n\n```lua\n??? Draw it with plt: what this figure has is what is asked for.\n```\n\n"
    "## Answer: ??? another way\n\n```lua\n??? Another way that must pass too.\n```\n\n";

static const char predict_head[] =
    "kind: predict\npar: 0:30\noutputs: ??? what is to be told; several are separated by ;\n---\n\n"
    "??? What should the learner know to tell what the program gives?\n\n"
    "## Program\n\n```lua\n??? The program that is shown. Its value is what is to be told.\n```\n\n"
    "## Answer: as NumPy shows it\n\n```lua\n??? The value, as a person would write it.\n```\n\n";

static const char explain_head[] =
    "kind: explain\npar: 1:30\n---\n\n"
    "??? The question, as an interviewer would ask it.\n\n"
    "## Points\n\n"
    "- ??? What a good answer says first. words: ??? one way to say it | another\n"
    "- ??? What it says next. words: ??? a word | another ; and this one too\n\n"
    "## Model answer\n\n??? An answer that makes every point, in three or four sentences.\n\n"
    "## Wrong: ??? What is missing in it?\n\n??? An answer that sounds right and is not.\n\n";

static const char wrong_text[] =
    "## Wrong: ??? The sentence that names the mistake and says what to do instead.\n\n```lua\n??? A mistake that people make.\n```\n\n"
    "## Wrong: ??? The sentence for another mistake.\n\n```lua\n??? Another mistake.\n```\n\n"
    "## Wrong: ??? The sentence for a third one.\n\n```lua\n??? A third one.\n```\n\n";

static const char hints_text[] = "## Hints\n\n1. ??? Where to look.\n2. ??? What to use.\n3. ??? Almost the answer.\n";

static const char idea_text[] =
    "\n## Concept\n\n??? The idea behind it, in two or three sentences.\n\n"
    "## Example\n\n```lua\n??? A few lines that show it on other data.\n```\n\n"
    "## Best practice\n\n??? What to do in real code.\n\n"
    "## NumPy\n\n```python\n??? The answer in Python.\n```\n";

static void write_question(buf *out, const char *id, draft_kind kind) {
    static const char *const heads[DRAFT_NKINDS] = {code_head, predict_head, explain_head, figure_head};
    buf_printf(out, head_text, id);
    buf_puts(out, heads[kind]);
    if (kind != DRAFT_EXPLAIN) buf_puts(out, wrong_text);
    buf_puts(out, hints_text);
    if (kind != DRAFT_EXPLAIN) buf_puts(out, idea_text);
}

/* --- the files ------------------------------------------------------------------------------------------ */

static bool exists(const char *path) {
    struct stat st;
    return lstat(path, &st) == 0;
}

static err_code write_new(const char *folder, const char *name, const buf *text, buf *path, err *e) {
    buf_clear(path);
    buf_printf(path, "%s/%s", folder, name);
    if (buf_failed(path) || buf_failed(text)) return err_set(e, ERR_MEMORY, "no memory for a file");
    if (exists(path->text)) return err_set(e, ERR_VALUE, "%s is there already", path->text);
    return fs_write(path->text, text->text, text->n, e);
}

static bool is_plain_name(const char *name, size_t most) {
    size_t n = strlen(name);
    return n > 0 && n <= most && name[0] != '-' && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == n;
}

err_code pack_new(const char *folder, buf *path, err *e) {
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/') n--;
    const char *name = folder + n;
    while (name > folder && name[-1] != '/') name--;
    char        word[64];
    snprintf(word, sizeof word, "%.*s", (int)(folder + n - name), name);
    if (!is_plain_name(word, 40)) return err_set(e, ERR_VALUE, "the folder's name becomes the name of the pack: letters, digits and -, at most 40, not '%s'", word);
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) return err_set(e, ERR_OS, "cannot make %s: %s", folder, strerror(errno));
    buf text;
    buf_init(&text);
    buf_printf(&text, about_text, word);
    err_code code = write_new(folder, "pack.md", &text, path, e);
    buf_free(&text);
    return code;
}

err_code pack_add(const char *folder, const char *id, const char *kind, buf *path, err *e) {
    int which = 0;
    while (which < DRAFT_NKINDS && strcmp(pack_kind_word((draft_kind)which), kind) != 0) which++;
    if (which == DRAFT_NKINDS) return err_set(e, ERR_VALUE, "kind '%s' is not known: the kinds are code, predict, explain and figure", kind);
    if (!is_plain_name(id, 40)) return err_set(e, ERR_VALUE, "the id '%s' is not one: letters, digits and -, at most 40", id);
    buf text, name;
    buf_init(&text);
    buf_init(&name);
    buf_printf(&name, "%s/pack.md", folder);
    bool is_pack = !buf_failed(&name) && exists(name.text);
    buf_clear(&name);
    buf_printf(&name, "%s.md", id);
    write_question(&text, id, (draft_kind)which);
    err_code code = is_pack ? write_new(folder, name.text, &text, path, e) : err_set(e, ERR_VALUE, "there is no pack in %s: ndrill pack new %s makes one", folder, folder);
    buf_free(&text);
    buf_free(&name);
    return code;
}

/* --- what is left to do ------------------------------------------------------------------------------------ */

bool pack_is_filled_in(pack_piece text, const char *file, faults *f) {
    size_t before = f->n;
    int    line = text.line;
    for (size_t i = 0; i < text.n; i++) {
        if (text.text[i] == '\n') line++;
        if (text.n - i < 3 || memcmp(text.text + i, "???", 3) != 0) continue;
        const char *s = text.text + i + 3;
        size_t      n = 0, room = text.n - i - 3;
        while (n < room && s[n] == ' ') s++, room--;
        while (n < room && n < 100 && s[n] != '\n') n++;
        pack_fault(f, file, line, "to be filled in: %.*s", (int)n, s);
        while (i + 1 < text.n && text.text[i + 1] != '\n') i++;
    }
    return f->n == before;
}
