/* pack/write_cases.c: a checked pack as JSON, one line a question, for whoever asks NumPy: the NumPy form, the inputs
 * of every case as the generator made them, and what is expected.
 *
 * Arrays are .npy files in hexadecimal; other values are text in Python's way of writing them.                  */
#include <string.h>

#include "array/array.h"
#include "base/mem.h"
#include "pack/pack_int.h"

static void put_hex(buf *out, const void *bytes, size_t n) {
    const unsigned char *b = bytes;
    buf_putc(out, '"');
    for (size_t i = 0; i < n; i++) buf_printf(out, "%02x", b[i]);
    buf_putc(out, '"');
}

static void put_key(buf *out, const char *key, const char *text) {
    buf_printf(out, "\"%s\": ", key);
    store_json_text(out, text ? text : "");
    buf_puts(out, ", ");
}

/* Of the checks the one that lets the inputs be in files. */
static void take_files(const char *checks, char *line, size_t room) {
    const char *at = strncmp(checks, "files ", 6) == 0 ? checks : strstr(checks, "\nfiles ");
    size_t      n = 0;
    if (at) at += *at == '\n', n = strcspn(at, "\n");
    if (n >= room) n = 0;
    memcpy(line, at ? at : "", n);
    line[n] = '\0';
}

/* The given name by itself, as the answer of a question that asks for nothing else. */
static err_code ask(grader *g, const store_question *q, const store_case *k, const char *answer, grade_outcome *o, err *e) {
    static char    one[] = "the value";
    char           files[64];
    store_question alone = *q;
    take_files(q->checks, files, sizeof files);
    alone.outputs = one;
    alone.checks = files;
    return grade_run(g, &alone, k, answer, strlen(answer), false, o, e);
}

static err_code put_literal(grader *g, const store_question *q, const store_case *k, const char *name, buf *out, err *e) {
    grade_outcome o;
    buf           answer;
    buf_init(&answer);
    buf_printf(&answer,
               "local function lit(v)\n"
               "  if type(v) == \"string\" then return string.format(\"%%q\", v) end\n"
               "  if type(v) ~= \"table\" then return str([v]):sub(2, -2) end\n"
               "  local t = {}\n"
               "  for i = 1, #v do t[i] = lit(v[i]) end\n"
               "  return \"[\" .. table.concat(t, \", \") .. \"]\"\n"
               "end\n"
               "print(lit(%s))",
               name);
    err_code code = ask(g, q, k, answer.text, &o, e);
    if (code == ERR_OK) {
        if (o.verdict != GRADE_PASS) code = err_set(e, ERR_FORMAT, "%s: %s cannot be written down: %s", q->id, name, o.problem.text);
        else {
            while (o.printed.n && o.printed.text[o.printed.n - 1] == '\n') buf_cut(&o.printed, o.printed.n - 1);
            buf_puts(out, "{\"text\": ");
            store_json_text(out, o.printed.text);
            buf_putc(out, '}');
        }
        grade_outcome_free(g, &o);
    }
    buf_free(&answer);
    return code;
}

static err_code put_input(grader *g, const store_question *q, const store_case *k, const char *name, buf *out, err *e) {
    grade_outcome o;
    err_code      code = ask(g, q, k, name, &o, e);
    if (code != ERR_OK) return code;
    bool is_array = o.verdict == GRADE_PASS && o.nvalues == 1 && o.noutputs == 1 && o.output[0] && o.fact[0].is_array;
    if (is_array) {
        buf npy;
        buf_init(&npy);
        nd_npy_write(&npy, o.output[0]);
        buf_puts(out, "{\"npy\": ");
        put_hex(out, npy.text, npy.n);
        buf_putc(out, '}');
        buf_free(&npy);
    }
    grade_outcome_free(g, &o);
    return is_array ? ERR_OK : put_literal(g, q, k, name, out, e);
}

/* The bytes of a file that the inputs hold, below the given name that is its path. */
static err_code put_file(grader *g, const store_question *q, const store_case *k, const char *name, size_t n, buf *out, err *e) {
    grade_outcome o;
    buf           answer;
    buf_init(&answer);
    buf_printf(&answer, "np.fromfile(%.*s, dtype=\"uint8\")", (int)n, name);
    err_code code = ask(g, q, k, answer.text, &o, e);
    buf_free(&answer);
    if (code != ERR_OK) return code;
    if (o.verdict == GRADE_PASS && o.noutputs == 1 && o.output[0]) {
        buf_printf(out, "%s\"%.*s\": ", out->text[out->n - 1] == '{' ? "" : ", ", (int)n, name);
        put_hex(out, o.output[0]->data, nd_nbytes(o.output[0]));
    }
    grade_outcome_free(g, &o);
    return ERR_OK;
}

/* Those that a check looks at afterwards, as they are before. */
static err_code put_files(grader *g, const store_question *q, const store_case *k, buf *out, err *e) {
    err_code code = ERR_OK;
    if (strncmp(q->checks, "file ", 5) != 0 && !strstr(q->checks, "\nfile ")) return ERR_OK;
    buf_puts(out, ", \"files\": {");
    for (const char *line = q->checks; code == ERR_OK && *line; line += strcspn(line, "\n"), line += *line == '\n')
        if (strncmp(line, "file ", 5) == 0) code = put_file(g, q, k, line + 5, strcspn(line + 5, " \n"), out, e);
    buf_putc(out, '}');
    return code;
}

static err_code put_case(grader *g, const store_question *q, const store_case *k, buf *out, err *e) {
    err_code    code = ERR_OK;
    const char *given = q->given, *word;
    size_t      n, count = 0;
    buf_printf(out, "{\"number\": %d, \"n\": %lld, \"inputs\": {", k->number, (long long)k->n);
    while (code == ERR_OK && (word = pack_next_word(&given, &n)) != NULL) {
        char *name = mem_strndup(word, n, e);
        if (!name) return ERR_MEMORY;
        buf_printf(out, "%s\"%s\": ", count++ ? ", " : "", name);
        code = put_input(g, q, k, name, out, e);
        mem_free(name);
    }
    buf_puts(out, "}");
    if (code == ERR_OK) code = put_files(g, q, k, out, e);
    buf_puts(out, ", \"expected\": [");
    for (size_t i = 0; i < k->nexpected; i++) {
        if (i) buf_puts(out, ", ");
        put_hex(out, k->expected[i].bytes, k->expected[i].n);
    }
    buf_puts(out, "]}");
    return code;
}

static const char *numpy_form(const store_question *q) {
    for (size_t i = 0; i < q->nparts; i++)
        if (q->parts[i].kind == STORE_NUMPY) return q->parts[i].text;
    return "";
}

err_code pack_write_cases(grader *g, const pack *p, buf *out, err *e) {
    err_code code = ERR_OK;
    for (size_t i = 0; code == ERR_OK && i < p->n; i++) {
        const store_question *q = p->question[i];
        char                  hex[PACK_NDIGEST + 1];
        if (!pack_needs_numpy(q)) continue;
        code = pack_digest(q, hex, e);
        if (code != ERR_OK) break;
        buf_putc(out, '{');
        put_key(out, "id", q->id);
        put_key(out, "digest", hex);
        put_key(out, "kind", q->kind);
        put_key(out, "outputs", q->outputs);
        put_key(out, "checks", q->checks);
        put_key(out, "numpy", numpy_form(q));
        buf_puts(out, "\"cases\": [");
        for (size_t c = 0; code == ERR_OK && c < q->ncases; c++) {
            if (c) buf_puts(out, ", ");
            code = put_case(g, q, &q->cases[c], out, e);
        }
        buf_puts(out, "]}\n");
    }
    if (code == ERR_OK && buf_failed(out)) code = err_set(e, ERR_MEMORY, "no memory to write the cases");
    return code;
}
