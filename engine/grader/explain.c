/* grader/explain.c: a finding in words: what is wrong, where, and what the two sides look like.
 *
 * Plain sentences and plain numbers, one thing a line; places count from 0 as indices do.          */
#include <inttypes.h>
#include <string.h>

#include "grader/grade_int.h"
#include "grader/judge_int.h"

#define WHOLE_SIZE 48           /* arrays up to here are shown whole */

static const struct { const char *code, *headline; } headlines[] = {
    {"E-NONE", "no value"},          {"E-KIND", "not an array"},        {"E-COUNT", "number of outputs"},
    {"E-NDIM", "dimensions"},        {"E-SHAPE", "shape"},              {"E-DTYPE", "dtype"},
    {"E-NAN", "NaN or infinity"},    {"E-VALUE", "values"},             {"E-COPY", "values match, but it is no copy"},
    {"E-VIEW", "values match, but it is no view"},                      {"E-INPUT", "an input was changed"},
    {"E-PLACE", "values match, but not in place"},                      {"E-LOOP", "values match, but there is a loop over the elements"},
    {"E-ORDER", "values match, but the memory order does not"},         {"E-RANDOM", "random numbers"},
    {"E-ERROR", "an error"},         {"E-TIME", "took too long"},       {"E-MEM", "too much memory"},
    {"E-OUTPUT", "too much output"}, {"E-CRASH", "broke down"},         {"E-SYNTAX", "cannot be read"},
    {"E-INTERNAL", "could not be graded"},
    {"E-FIGURE", "the figure"},                                         {"E-FILE", "values match, but the file does not"},
    {"E-PIECES", "number of arrays in a list"},                         {"E-MASK", "what is masked"},
    {"E-SAME", "values match, but it is another array"},                {"E-OTHER", "values match, but it is the input itself"},
    {"E-USES", "values match, but by other means"},                     {"E-AVOIDS", "values match, but by other means"},
    {"E-BYTES", "values match, but too many bytes are made"},           {"E-PEAK", "values match, but too many bytes are held"},
};

const char *grade_headline(const char *code) {
    for (size_t i = 0; i < sizeof headlines / sizeof headlines[0]; i++)
        if (strcmp(headlines[i].code, code) == 0) return headlines[i].headline;
    return "";
}

/* --- arrays in words --------------------------------------------------------------------------------- */

static void add_type(buf *out, const nd_array *a) {
    char dtype[ND_DTYPE_TEXT], shape[ND_SHAPE_TEXT];
    nd_dtype_text(a->dtype, dtype);
    nd_shape_text(a->ndim, a->shape, shape);
    buf_printf(out, "%s %s", dtype, shape);
}

/* Bytes, dates and records as their arrays show them. */
static void add_as_array(buf *out, const nd_array *a, const char *p) {
    nd_view one;
    nd_view_scalar(&one, a->dtype, (void *)(uintptr_t)p, 0);
    nd_array2string(out, &one.a, NULL, NULL, NULL);
}

static void add_element(buf *out, const nd_array *a, size_t i) {
    nd_scalar x = nd_load(a->dtype, grade_element(a, i));
    switch (x.kind) {
    case 'b': buf_puts(out, x.u.b ? "True" : "False"); break;
    case 'i': buf_printf(out, "%" PRId64, x.u.i); break;
    case 'u': buf_printf(out, "%" PRIu64, x.u.u); break;
    case 'U': nd_print_text_repr(out, x.text, x.n); break;
    case 'S':
    case 'V':
    case 'M':
    case 'm': add_as_array(out, a, grade_element(a, i)); break;
    case 'c': nd_print_complex(out, (nd_type)a->dtype.type, x.u.c.re, x.u.c.im); break;
    default: nd_print_float(out, (nd_type)a->dtype.type, x.u.f);
    }
}

void grade_show_output(buf *out, const nd_array *a, bool is_array) {
    size_t start = out->n;
    buf    text;
    if (a->ndim == 0) {
        char dtype[ND_DTYPE_TEXT];
        nd_dtype_text(a->dtype, dtype);
        buf_printf(out, is_array ? "%s () " : "%s ", dtype);
        add_element(out, a, 0);
        return;
    }
    add_type(out, a);
    buf_putc(out, ' ');
    buf_init(&text);
    nd_str(&text, a, NULL);
    grade_add_indented(out, &text, out->n - start);
    buf_free(&text);
}

/* "    yours     float64 (2,) [1. 2.]": small arrays whole, of large ones the type. */
static void add_side(buf *out, const char *label, const nd_array *a, bool is_array) {
    buf text;
    buf_printf(out, "%-10s", label);
    if (a->size > WHOLE_SIZE) add_type(out, a);
    else {
        buf_init(&text);
        grade_show_output(&text, a, is_array && a->ndim > 0);
        grade_add_indented(out, &text, 10);
        buf_free(&text);
    }
    buf_putc(out, '\n');
}

static void add_sides(buf *out, const grade_scene *s) {
    int k = s->f->output;
    add_side(out, "expected", s->expected[k], true);
    add_side(out, "yours", s->o->output[k], s->o->fact[k].is_array);
}

/* --- where ----------------------------------------------------------------------------------------------- */

static void unravel(const nd_array *a, size_t i, size_t at[ND_MAXDIMS]) {
    for (int axis = a->ndim - 1; axis >= 0; axis--) {
        at[axis] = i % (size_t)a->shape[axis];
        i /= (size_t)a->shape[axis];
    }
}

static void add_place(buf *out, const nd_array *a, size_t i) {
    size_t at[ND_MAXDIMS];
    unravel(a, i, at);
    if (a->ndim == 1) buf_printf(out, "element %zu", at[0]);
    else if (a->ndim == 2) buf_printf(out, "row %zu, column %zu", at[0], at[1]);
    else {
        buf_puts(out, "place [");
        for (int axis = 0; axis < a->ndim; axis++) buf_printf(out, axis ? ", %zu" : "%zu", at[axis]);
        buf_putc(out, ']');
    }
}

/* The part of a around element i: up to 6 rows by 8 columns of its last two axes. */
static void window(nd_view *v, const nd_array *a, size_t i, size_t from[2]) {
    size_t    at[ND_MAXDIMS];
    ptrdiff_t shape[2], strides[2];
    char     *data = a->data;
    int       n = a->ndim < 2 ? a->ndim : 2;
    unravel(a, i, at);
    for (int axis = 0; axis < a->ndim; axis++) {
        int k = axis - (a->ndim - n);
        if (k < 0) {
            data += (ptrdiff_t)at[axis] * a->strides[axis];
            continue;
        }
        ptrdiff_t room = k == n - 1 ? 8 : 6, length = a->shape[axis], start = (ptrdiff_t)at[axis] - room / 2;
        if (start > length - room) start = length - room;
        if (start < 0) start = 0;
        from[k] = (size_t)start;
        shape[k] = length < room ? length : room;
        strides[k] = a->strides[axis];
        data += start * a->strides[axis];
    }
    nd_view_init(v, a->dtype, n, shape, strides, data);
}

static void add_window(buf *out, const char *label, const nd_array *a, size_t i) {
    nd_view v;
    size_t  from[2] = {0, 0};
    buf     text;
    window(&v, a, i, from);
    buf_init(&text);
    nd_str(&text, &v.a, NULL);
    buf_printf(out, "%-10s", label);
    grade_add_indented(out, &text, 10);
    buf_free(&text);
    if (v.a.ndim == 1) buf_printf(out, "  from element %zu on\n", from[0]);
    else buf_printf(out, "  from row %zu, column %zu on\n", from[0], from[1]);
}

/* --- each code's own words ---------------------------------------------------------------------------------- */

static const char *given_name(const grade_scene *s, int i, size_t *n) {
    const char *name = "the input";
    *n = i >= 0 ? grade_word(s->q->given, (size_t)i, &name) : 0;
    if (*n == 0) *n = strlen(name);
    return name;
}

static void add_given(buf *out, const grade_scene *s) {
    size_t      n;
    const char *name = given_name(s, s->f->input, &n);
    buf_add(out, name, n);
}

static void say_none(buf *out, const grade_scene *s) {
    if (grade_kind_of(s->q) == GRADE_KIND_FIGURE) {
        buf_puts(out, "There is no figure: plt.plot draws one.\n");
        return;
    }
    buf_puts(out, "Your answer has no value. A method that works in place, such as arr.sort(), changes the array and "
                  "gives nothing back: let the last line be the array itself, or use the function that gives a new one (np.sort(arr)).\n");
}

static void say_kind(buf *out, const grade_scene *s) {
    const char *kind = s->o->value_kind;
    static const struct { const char *kind, *text; } advice[] = {
        {"None", "There is nothing (None) where an array is expected. A method that works in place gives nothing back."},
        {"nil", "There is nothing (nil) where an array is expected."},
        {"table", "This is a Lua table; an array is expected. np.array makes one of it."},
        {"list", "This is a list; an array is expected. np.array makes one of it."},
        {"array", "This is one array; a list of arrays is expected."},
        {"tuple", "This is a tuple; an array is expected. Take one of its items ([0] is the first), or give them one by one."},
        {"function", "This is a function, not what it gives: is it to be called? Add ()."},
    };
    for (size_t i = 0; i < sizeof advice / sizeof advice[0]; i++)
        if (strcmp(advice[i].kind, kind) == 0) {
            buf_printf(out, "%s\n", advice[i].text);
            return;
        }
    buf_printf(out, "This is a %s; an array or a single value is expected.\n", kind);
}

static void say_count(buf *out, const grade_scene *s) {
    const char *line;
    size_t      n;
    bool        forms = s->checks && grade_has_forms(s->checks);
    size_t      wanted = forms ? grade_count_outputs(s->q) : s->nexpected, given = forms ? s->o->nvalues : s->o->noutputs;
    buf_printf(out, "%zu output%s expected, yours gives %zu.\n", wanted, wanted == 1 ? " is" : "s are", given);
    for (size_t i = 0; i < wanted && (n = grade_line(s->q->outputs, i, &line)) > 0; i++)
        buf_printf(out, "  %zu. %.*s\n", i + 1, (int)n, line);
    if (wanted > 1) buf_puts(out, "Several outputs are separated by commas: return a, b\n");
}

static void say_dtype(buf *out, const grade_scene *s) {
    const nd_array  *a = s->o->output[s->f->output], *b = s->expected[s->f->output];
    nd_dtype         got = a->dtype, want = b->dtype;
    grade_difference d;
    add_sides(out, s);
    if (grade_is_text(got) == grade_is_text(want) && grade_compare(a, b, 1e-9, 1e-12, &d)) buf_puts(out, "The values are right; their type is not.\n");
    if (nd_is_integer(want) && nd_is_float(got)) buf_puts(out, "Division with / always gives floats; // and whole numbers stay whole.\n");
    else if (nd_is_float(want) && nd_is_integer(got)) buf_puts(out, "These are whole numbers where floats are expected; dtype= or astype sets the type.\n");
    else if (nd_dtype_kind(want) == 'b') buf_puts(out, "True and False are expected: a comparison gives them.\n");
}

static void say_values(buf *out, const grade_scene *s) {
    const grade_difference *d = &s->f->difference;
    const nd_array         *got = s->o->output[s->f->output], *want = s->expected[s->f->output];
    if (want->ndim > 0) buf_printf(out, d->nonfinite ? "NaN or infinity differs at %zu of %zu places" : "%zu of %zu values differ", d->count, d->total);
    if (want->ndim > 0 && !d->nonfinite && d->largest > 0) buf_printf(out, "; the largest difference is %.6g", d->largest);
    if (want->ndim > 0) buf_puts(out, ".\n");
    if (want->size <= WHOLE_SIZE) add_sides(out, s);
    if (want->ndim == 0) return;
    for (size_t i = 0; i < d->nfirst; i++) {
        buf_puts(out, "  ");
        add_place(out, want, d->first[i]);
        buf_puts(out, ": yours ");
        add_element(out, got, d->first[i]);
        buf_puts(out, ", expected ");
        add_element(out, want, d->first[i]);
        buf_putc(out, '\n');
    }
    if (want->size <= WHOLE_SIZE) return;
    add_window(out, "expected", want, d->first[0]);
    add_window(out, "yours", got, d->first[0]);
}

static void say_random(buf *out, const grade_scene *s) {
    static const char *const why[] = {
        [GRADE_UNIFORM_FINE] = "Two runs with one seed gave different numbers: let np.random.seed be called first.",
        [GRADE_UNIFORM_RANGE] = "Some numbers lie outside the range that is asked for.",
        [GRADE_UNIFORM_REPEATED] = "Many numbers are the same: they are not drawn one by one.",
        [GRADE_UNIFORM_SORTED] = "The numbers come in order: drawn ones do not.",
        [GRADE_UNIFORM_SHAPE] = "The numbers are not spread evenly over the range (Kolmogorov-Smirnov test, one false alarm in a million).",
        [GRADE_UNIFORM_REGULAR] = "The numbers are spread too evenly to have been drawn.",
        [GRADE_UNIFORM_FIXED] = "Other inputs gave the same numbers: let what is drawn follow from the seed that is given."};
    buf_printf(out, "%s\n", why[s->f->uniform]);
}

static void add_other(buf *out, const grade_scene *s) {
    if (s->f->input >= 0) add_given(out, s);
    else buf_printf(out, "output %d", s->f->other + 1);
}

/* The functions of a line of `uses`, or the one that is not to be used. */
static void add_functions(buf *out, const grade_scene *s, uint32_t bits) {
    const char *name;
    size_t      n;
    bool        first = true;
    for (size_t i = 0; s->checks && i < 32 && (n = grade_word(s->checks->watched.text, i, &name)) > 0; i++) {
        if (!(bits >> i & 1)) continue;
        buf_printf(out, "%s%.*s", first ? "" : " or ", (int)n, name);
        first = false;
    }
}

static void say_means(buf *out, const grade_scene *s) {
    const char *code = s->f->code;
    if (strcmp(code, "E-USES") == 0) {
        add_functions(out, s, s->checks && s->f->other >= 0 ? s->checks->uses[s->f->other] : 0);
        buf_puts(out, " is to be used; yours does without.\n");
    } else if (strcmp(code, "E-AVOIDS") == 0) {
        buf_puts(out, "It is to be done without ");
        add_functions(out, s, s->f->other >= 0 ? 1u << s->f->other : 0);
        buf_puts(out, ".\n");
    } else if (strcmp(code, "E-PEAK") == 0) {
        buf_printf(out, "At its height it held %" PRIu64 " bytes; at most %.0f may be held at once.\nWork on views, or on one part after another.\n",
                   s->f->large, s->checks ? s->checks->peak : 0);
    } else {
        buf_printf(out, "It makes arrays of %" PRIu64 " bytes for n = %" PRId64 " and of %" PRIu64 " or more for n = %" PRId64
                        ": that grows faster than is asked for.\nA view makes no bytes.\n", s->f->small, s->f->small_n, s->f->large, s->f->large_n);
    }
}

static void say_file(buf *out, const grade_scene *s) {
    int64_t got, want;
    memcpy(&got, s->o->output[s->f->output]->data, sizeof got);
    memcpy(&want, s->expected[s->f->output]->data, sizeof want);
    if (got < 0) buf_puts(out, "It is not there.\n");
    else if (got != want) buf_printf(out, "It has %" PRId64 " bytes; %" PRId64 " are expected.\n", got, want);
    else buf_puts(out, "Its length is right, its bytes are not: is what was computed written back?\n");
}

static void say_pieces(buf *out, const grade_scene *s) {
    int64_t got, want;
    memcpy(&got, s->o->output[s->f->output]->data, sizeof got);
    memcpy(&want, s->expected[s->f->output]->data, sizeof want);
    buf_printf(out, "A list of %" PRId64 " arrays is expected, yours has %" PRId64 ".\n", want, got);
}

static void say_property(buf *out, const grade_scene *s) {
    const char *code = s->f->code;
    if (strcmp(code, "E-VIEW") == 0) {
        buf_puts(out, "A view is asked for: it shares its memory with ");
        add_other(out, s);
        buf_puts(out, ", so that changing one changes the other.\nYours is a copy with memory of its own.\n");
    } else if (strcmp(code, "E-COPY") == 0) {
        buf_puts(out, "A copy is asked for. Yours shares its memory with ");
        add_other(out, s);
        buf_puts(out, ": changing one would change the other.\n");
    } else if (strcmp(code, "E-PLACE") == 0) {
        add_given(out, s);
        buf_puts(out, " itself is to be changed and given back. Yours is another array.\n");
    } else if (strcmp(code, "E-SAME") == 0) {
        add_given(out, s);
        buf_puts(out, " itself is to be given back. Yours is another array.\n");
    } else if (strcmp(code, "E-OTHER") == 0) {
        buf_puts(out, "Another array is asked for. Yours is ");
        add_given(out, s);
        buf_puts(out, " itself.\n");
    } else if (strcmp(code, "E-ORDER") == 0) {
        buf_puts(out, "The elements are to lie in memory column by column (order 'F').\n");
    } else {
        add_given(out, s);
        buf_puts(out, " was changed; an input must be left as it was. Work on a copy, or use what gives a new array.\n");
    }
}

static void say_problem(buf *out, const grade_scene *s) {
    const bind_problem *p = &s->o->problem;
    if (p->line > 0) buf_printf(out, "line %d: ", p->line);
    buf_printf(out, p->type[0] ? "%s: %s\n" : "%s%s\n", p->type, p->text);
    if (p->hint[0]) buf_printf(out, "%s\n", p->hint);
    if (p->rewrite[0]) buf_printf(out, "write: %s\n", p->rewrite + strspn(p->rewrite, " "));
}

static void say_limit(buf *out, const grade_scene *s) {
    const grade_limits *l = s->limits;
    switch (s->f->verdict) {
    case GRADE_TIME:
        buf_printf(out, "It was stopped after %d ms of work", l->cpu_ms);
        if (s->o->problem.line > 0) buf_printf(out, ", at line %d", s->o->problem.line);
        buf_puts(out, ". Does a loop never end?\n");
        break;
    case GRADE_MEM:
        buf_printf(out, "It asked for more than %zu MiB of memory", l->memory >> 20);
        if (s->o->problem.line > 0) buf_printf(out, ", at line %d", s->o->problem.line);
        buf_puts(out, ".\n");
        break;
    case GRADE_OUTPUT:
        buf_printf(out, "It printed more than %zu KiB, or its result is larger than %zu MiB.\n", l->printed >> 10, l->result >> 20);
        break;
    case GRADE_CRASH:
        buf_printf(out, "The process that ran your answer broke down: %s. Deep recursion can do that.\n", s->o->problem.text);
        break;
    default: buf_printf(out, "Your answer could not be graded: %s. Nothing is counted; try again.\n", s->o->problem.text);
    }
}

static void say_loop(buf *out, const grade_scene *s) {
    buf_printf(out,
               "The answer works through the elements one by one: %" PRIu64 " Lua steps for %" PRId64 " elements, %" PRIu64
               " for %" PRId64 ".\nLet one operation on the whole array do it.\n",
               s->f->small, s->f->small_n, s->f->large, s->f->large_n);
}

static void say(buf *out, const grade_scene *s) {
    const char *code = s->f->code;
    if (s->f->verdict == GRADE_ERROR || s->f->verdict == GRADE_UNGRADABLE) say_problem(out, s);
    else if (s->f->verdict != GRADE_WRONG) say_limit(out, s);
    else if (strcmp(code, "E-NONE") == 0) say_none(out, s);
    else if (strcmp(code, "E-KIND") == 0) say_kind(out, s);
    else if (strcmp(code, "E-COUNT") == 0) say_count(out, s);
    else if (strcmp(code, "E-NDIM") == 0 || strcmp(code, "E-SHAPE") == 0) add_sides(out, s);
    else if (strcmp(code, "E-DTYPE") == 0) say_dtype(out, s);
    else if (strcmp(code, "E-VALUE") == 0 || strcmp(code, "E-NAN") == 0) say_values(out, s);
    else if (strcmp(code, "E-RANDOM") == 0) say_random(out, s);
    else if (strcmp(code, "E-LOOP") == 0) say_loop(out, s);
    else if (strcmp(code, "E-PIECES") == 0) say_pieces(out, s);
    else if (strcmp(code, "E-FILE") == 0) say_file(out, s);
    else if (strcmp(code, "E-FIGURE") == 0) grade_figure_say(out, &s->f->place, s->o->output[s->f->output], s->expected[s->f->output]);
    else if (strcmp(code, "E-MASK") == 0) say_values(out, s);
    else if (strcmp(code, "E-USES") == 0 || strcmp(code, "E-AVOIDS") == 0 || strcmp(code, "E-PEAK") == 0 || strcmp(code, "E-BYTES") == 0) say_means(out, s);
    else say_property(out, s);
}

void grade_explain(const grade_scene *s, grade_report *r) {
    const char *line;
    size_t      n;
    buf_clear(&r->headline);
    buf_clear(&r->text);
    buf_puts(&r->headline, grade_headline(s->f->code));
    if (s->f->verdict == GRADE_PASS) return;
    if (s->f->output >= 0 && s->nexpected > 1) {
        const grade_place *at = &s->f->place;
        bool               figure = at->role >= GRADE_ROLE_AXES;
        if (at->role == GRADE_ROLE_FILE) buf_puts(&r->text, "The file");
        else if (figure) buf_puts(&r->text, "The figure");
        else buf_printf(&r->text, "Output %d", at->output + 1);
        if (figure) grade_figure_where(&r->text, at, grade_row_count(s->expected[0]) == 1);
        else if (at->role != GRADE_ROLE_FILE && (n = grade_line(s->q->outputs, (size_t)at->output, &line)) > 0) buf_printf(&r->text, " (%.*s)", (int)n, line);
        if (at->piece && !figure && at->role != GRADE_ROLE_FILE) buf_printf(&r->text, ", array %d of the list", at->piece);
        if (at->role == GRADE_ROLE_MASK) buf_puts(&r->text, ", its mask");
        buf_puts(&r->text, ":\n");
    }
    say(&r->text, s);
    if (s->inputs && s->inputs[0]) buf_printf(&r->text, "with\n%s", s->inputs);
}
