/* grader/figure_row.c: a figure as a row of arrays, and such rows compared.
 *
 *   number of axes; then for each axes
 *     title, name of the x axis, name of the y axis, legend, grid, number of series; then for each series
 *       kind, label, x, y
 *
 * What the expected figure does not have is not asked for: a title more, another colour are nobody's mistake. */
#include <ctype.h>
#include <string.h>

#include "grader/forms.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

/* --- making a row, in the child --------------------------------------------------------------------- */

typedef struct row {
    nd_ctx         ctx;
    grade_outcome *o;
} row;

static nd_array *add(row *r, nd_dtype d, int ndim, ptrdiff_t n) {
    if (r->o->noutputs == GRADE_MAX_ARRAYS) return NULL;
    nd_array *a = nd_new(&r->ctx, d, ndim, &n, 'C', NULL);
    if (!a) return NULL;
    r->o->fact[r->o->noutputs] = (grade_fact){.shares_input = -1};
    r->o->output[r->o->noutputs++] = a;
    return a;
}

static void add_count(row *r, size_t n) {
    nd_array *a = add(r, nd_dtype_of(ND_I64), 0, 0);
    int64_t   x = (int64_t)n;
    if (a) memcpy(a->data, &x, sizeof x);
}

static void add_flag(row *r, bool x) {
    nd_array *a = add(r, nd_dtype_of(ND_BOOL), 0, 0);
    if (a) a->data[0] = x;
}

static void add_numbers(row *r, const double *x, size_t n) {
    nd_array *a = add(r, nd_dtype_of(ND_F64), 1, x ? (ptrdiff_t)n : 0);
    if (a && x && n) memcpy(a->data, x, n * sizeof *x);
}

/* Bytes as characters: compared as they are, and shown as text when they are ASCII, as names mostly are. */
static void add_text(row *r, const char *text) {
    size_t    n = text ? strlen(text) : 0;
    nd_array *a = add(r, (nd_dtype){.type = ND_STR, .itemsize = (uint32_t)(4 * (n ? n : 1))}, 0, 0);
    if (a) memset(a->data, 0, a->dtype.itemsize);
    for (size_t i = 0; a && i < n; i++) {
        uint32_t c = (unsigned char)text[i];
        memcpy(a->data + 4 * i, &c, sizeof c);
    }
}

static void add_axes(row *r, const plot_axes *a) {
    add_text(r, a->title);
    add_text(r, a->x.label);
    add_text(r, a->y.label);
    add_flag(r, a->legend);
    add_flag(r, a->grid);
    add_count(r, a->nseries);
    for (size_t i = 0; i < a->nseries; i++) {
        const plot_series *s = &a->series[i];
        add_text(r, plot_kind_word(s->kind));
        add_text(r, s->label);
        add_numbers(r, s->x, s->n);
        add_numbers(r, s->y, s->n);
    }
}

void grade_figure_take(bind_state *s, grade_outcome *o) {
    row          r = {.o = o};
    plot_figure *f = bind_has_figure(s) ? bind_figure(s, NULL) : NULL;
    o->has_value = f != NULL;
    if (!f) return;
    nd_ctx_init(&r.ctx);
    o->nvalues = 1;
    add_count(&r, f->naxes);
    for (size_t i = 0; i < f->naxes; i++) add_axes(&r, &f->axes[i]);
    plot_free(f);
}

/* --- its layout --------------------------------------------------------------------------------------- */

static const grade_role axes_roles[] = {GRADE_ROLE_TITLE, GRADE_ROLE_X_NAME, GRADE_ROLE_Y_NAME, GRADE_ROLE_LEGEND, GRADE_ROLE_GRID, GRADE_ROLE_SERIES};
static const grade_role series_roles[] = {GRADE_ROLE_SERIES_KIND, GRADE_ROLE_LABEL, GRADE_ROLE_X, GRADE_ROLE_Y};
#define NAXES_ROLES   (sizeof axes_roles / sizeof *axes_roles)
#define NSERIES_ROLES (sizeof series_roles / sizeof *series_roles)

size_t grade_figure_layout(int output, size_t n, nd_array *const *array, grade_place *places) {
    size_t i = 0, naxes = grade_row_count(array[0]);
    places[i++] = (grade_place){.output = output, .role = GRADE_ROLE_AXES};
    for (size_t a = 0; a < naxes && i < n; a++) {
        size_t nseries = 0;
        for (size_t k = 0; k < NAXES_ROLES && i < n; k++, i++) {
            places[i] = (grade_place){.output = output, .axes = (int)a + 1, .role = axes_roles[k]};
            if (axes_roles[k] == GRADE_ROLE_SERIES) nseries = grade_row_count(array[i]);
        }
        for (size_t s = 0; s < nseries && i < n; s++)
            for (size_t k = 0; k < NSERIES_ROLES && i < n; k++)
                places[i++] = (grade_place){.output = output, .axes = (int)a + 1, .piece = (int)s + 1, .role = series_roles[k]};
    }
    return i;
}

/* --- comparing -------------------------------------------------------------------------------------------- */

static bool is_flag(const nd_array *a) { return a->ndim == 0 && a->dtype.type == ND_BOOL && a->data[0]; }

static uint32_t letter(const nd_array *a, size_t i) {
    uint32_t c;
    memcpy(&c, a->data + 4 * i, sizeof c);
    return c < 128 ? (uint32_t)tolower((int)c) : c;
}

static size_t text_length(const nd_array *a) {
    size_t n = a->ndim == 0 && a->dtype.type == ND_STR ? a->dtype.itemsize / 4 : 0;
    while (n && letter(a, n - 1) == 0) n--;
    return n;
}

/* Letter case aside, and spaces at the ends. */
static bool same_text(const nd_array *a, const nd_array *b) {
    size_t i = 0, j = 0, n = text_length(a), m = text_length(b);
    while (i < n && letter(a, i) == ' ') i++;
    while (j < m && letter(b, j) == ' ') j++;
    while (n > i && letter(a, n - 1) == ' ') n--;
    while (m > j && letter(b, m - 1) == ' ') m--;
    if (n - i != m - j) return false;
    for (; i < n; i++, j++)
        if (letter(a, i) != letter(b, j)) return false;
    return true;
}

bool grade_figure_agrees(grade_role role, bool any_names, const nd_array *got, const nd_array *want) {
    switch (role) {
    case GRADE_ROLE_AXES: case GRADE_ROLE_SERIES: return grade_row_count(got) == grade_row_count(want);
    case GRADE_ROLE_LEGEND: case GRADE_ROLE_GRID: return !is_flag(want) || is_flag(got);
    case GRADE_ROLE_SERIES_KIND: return same_text(got, want);
    default: return text_length(want) == 0 || (any_names ? text_length(got) > 0 : same_text(got, want));
    }
}

/* --- words ---------------------------------------------------------------------------------------------------- */

static void add_quoted(buf *out, const nd_array *a) {
    buf_putc(out, '\'');
    for (size_t i = 0; i < text_length(a); i++) {
        uint32_t c;
        memcpy(&c, a->data + 4 * i, sizeof c);
        buf_putc(out, (char)(c < 256 ? c : '?'));
    }
    buf_putc(out, '\'');
}

static const char *role_word(grade_role role) {
    static const char *const words[] = {[GRADE_ROLE_AXES] = "axes", [GRADE_ROLE_SERIES] = "what is drawn", [GRADE_ROLE_TITLE] = "title",
        [GRADE_ROLE_X_NAME] = "name of the x axis", [GRADE_ROLE_Y_NAME] = "name of the y axis", [GRADE_ROLE_LEGEND] = "legend", [GRADE_ROLE_GRID] = "grid",
        [GRADE_ROLE_SERIES_KIND] = "kind", [GRADE_ROLE_LABEL] = "label", [GRADE_ROLE_X] = "x", [GRADE_ROLE_Y] = "y"};
    return words[role];
}

void grade_figure_where(buf *out, const grade_place *p, bool one_axes) {
    if (!one_axes && p->axes) buf_printf(out, ", axes %d", p->axes);
    if (p->piece) buf_printf(out, ", series %d", p->piece);
    if (p->role == GRADE_ROLE_X || p->role == GRADE_ROLE_Y) buf_printf(out, ", its %s", role_word(p->role));
}

void grade_figure_say(buf *out, const grade_place *p, const nd_array *got, const nd_array *want) {
    const char *word = role_word(p->role);
    switch (p->role) {
    case GRADE_ROLE_AXES: buf_printf(out, "%zu axes are expected, yours has %zu.\n", grade_row_count(want), grade_row_count(got)); return;
    case GRADE_ROLE_SERIES:
        buf_printf(out, "%zu series (lines, bars, points) are expected, yours has %zu.\n", grade_row_count(want), grade_row_count(got));
        return;
    case GRADE_ROLE_LEGEND: buf_puts(out, "The legend is missing: plt.legend() shows the labels.\n"); return;
    case GRADE_ROLE_GRID: buf_puts(out, "The grid is missing: plt.grid(True) draws one.\n"); return;
    default: break;
    }
    if (text_length(got) == 0) buf_printf(out, "The %s is missing.\n", word);
    buf_printf(out, "%s: expected ", word);
    add_quoted(out, want);
    if (text_length(got)) {
        buf_puts(out, ", yours ");
        add_quoted(out, got);
    }
    buf_putc(out, '\n');
}

/* "line 'sin(x)': 100 points", one a line. */
void grade_figure_show(buf *out, size_t n, nd_array *const *array, const grade_place *places) {
    for (size_t i = 0; i + NSERIES_ROLES <= n; i++) {
        if (places[i].role != GRADE_ROLE_SERIES_KIND || !array[i] || !array[i + 1] || !array[i + 3]) continue;
        buf kind;
        buf_init(&kind);
        add_quoted(&kind, array[i]);
        buf_printf(out, "%s%.*s ", out->n ? "\n" : "", kind.n > 2 ? (int)kind.n - 2 : 0, kind.text + 1);
        buf_free(&kind);
        if (text_length(array[i + 1])) add_quoted(out, array[i + 1]);
        buf_printf(out, ": %zu points", array[i + 3]->size);
    }
}
