/* array/einsum_parse.c: from "ij,jk->ik" to numbered axes, their lengths, and what is wrong with them.
 *
 * Axes under an ellipsis get subscripts of their own, counted from the right: that is what
 * makes them broadcast. NumPy words its errors in two ways, with optimize= and without.     */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "array/einsum.h"

#define HIDDEN 128              /* subscripts of an ellipsis: HIDDEN + distance from the right */
#define SPELT  256

/* While reading: numbers by spelling. */
typedef struct reader {
    nd_einsum_plan *p;
    int             number[SPELT];      /* -1: not seen */
    int             seen[SPELT];        /* how often */
    int             widest;             /* axes under the widest ellipsis */
    bool            plain;              /* wording */
    err            *e;
} reader;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static err_code refuse_letter(const reader *r, char c) {
    if (!r->plain) return err_set(r->e, ERR_VALUE, "Character %c is not a valid symbol.", c);
    return err_set(r->e, ERR_VALUE, "invalid subscript '%c' in einstein sum subscripts string, subscripts must be letters", c);
}

static err_code refuse_dots(const reader *r, int operand) {
    if (!r->plain) return err_set(r->e, ERR_VALUE, "Invalid Ellipses.");
    char where[32] = "the output";
    if (operand >= 0) snprintf(where, sizeof where, "operand %d", operand);
    return err_set(r->e, ERR_VALUE,
                   "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in %s", where);
}

static err_code refuse_count(const reader *r, const char *text, int operand, bool many) {
    if (!r->plain)
        return err_set(r->e, ERR_VALUE,
                       "Einstein sum subscript %c does not contain the correct number of indices for operand %d.", text[0], operand);
    if (many)
        return err_set(r->e, ERR_VALUE, "einstein sum subscripts string contains too many subscripts for operand %d", operand);
    return err_set(r->e, ERR_VALUE,
                   "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to "
                   "broadcast the extra dimensions.");
}

static err_code add_label(reader *r, nd_einsum_term *t, int spelt) {
    if (r->number[spelt] < 0) {
        if (r->p->nlabels == ND_EINSUM_LABELS) return err_set(r->e, ERR_VALUE, "too many subscripts in einsum");
        r->p->letter[r->p->nlabels] = (char)(spelt < HIDDEN ? spelt : 0);
        r->number[spelt] = r->p->nlabels++;
    }
    if (t->n == ND_MAXDIMS) return err_set(r->e, ERR_VALUE, "too many subscripts in einsum");
    t->label[t->n++] = (uint8_t)r->number[spelt];
    return ERR_OK;
}

/* Letters and at most one ellipsis in text[0..n): how many letters, where the dots are (-1: nowhere). */
static err_code scan_term(const reader *r, const char *text, size_t n, int operand, int counts[2]) {
    counts[0] = 0;
    counts[1] = -1;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == ' ') continue;
        if (text[i] == '.') {
            if (counts[1] >= 0 || i + 2 >= n || text[i + 1] != '.' || text[i + 2] != '.') return refuse_dots(r, operand);
            counts[1] = (int)i;
            i += 2;
        } else if (is_letter(text[i])) {
            counts[0]++;
        } else {
            return refuse_letter(r, text[i]);
        }
    }
    return ERR_OK;
}

static err_code add_hidden(reader *r, nd_einsum_term *t, int n) {
    err_code code = ERR_OK;
    for (int k = n - 1; k >= 0 && !code; k--) code = add_label(r, t, HIDDEN + k);
    return code;
}

static err_code read_operand(reader *r, const char *text, size_t n, int operand, int ndim) {
    nd_einsum_term *t = &r->p->in[operand];
    int             counts[2];
    err_code        code = scan_term(r, text, n, operand, counts);
    if (code) return code;
    int hidden = ndim - counts[0];
    if (hidden < 0 || (hidden > 0 && counts[1] < 0)) {
        if (!r->plain && counts[1] >= 0) return err_set(r->e, ERR_VALUE, "Ellipses lengths do not match.");
        return refuse_count(r, text, operand, hidden < 0);
    }
    if (counts[1] >= 0 && hidden > r->widest) r->widest = hidden;
    for (size_t i = 0; i < n && !code; i++) {
        if (text[i] == ' ') continue;
        if (text[i] == '.') {
            code = add_hidden(r, t, hidden);
            i += 2;
        } else {
            r->seen[(unsigned char)text[i]]++;
            code = add_label(r, t, (unsigned char)text[i]);
        }
    }
    return code;
}

/* No "->": what an ellipsis hides, then the letters that appear once, in order. */
static err_code imply_output(reader *r) {
    err_code code = add_hidden(r, &r->p->out, r->widest);
    for (int c = 'A'; c <= 'z' && !code; c++)
        if (r->seen[c] == 1) code = add_label(r, &r->p->out, c);
    return code;
}

static err_code check_output_letter(const reader *r, char c) {
    uint64_t so_far = nd_einsum_set(&r->p->out);
    int      number = r->number[(unsigned char)c];
    if (number >= 0 && (so_far >> number & 1)) {
        if (!r->plain) return err_set(r->e, ERR_VALUE, "Output character %c appeared more than once in the output.", c);
        return err_set(r->e, ERR_VALUE, "einstein sum subscripts string includes output subscript '%c' multiple times", c);
    }
    if (number >= 0) return ERR_OK;
    if (!r->plain) return err_set(r->e, ERR_VALUE, "Output character %c did not appear in the input", c);
    return err_set(r->e, ERR_VALUE, "einstein sum subscripts string included output subscript '%c' which never appeared in an input", c);
}

static err_code read_output(reader *r, const char *text) {
    int      counts[2];
    size_t   n = strlen(text);
    err_code code = scan_term(r, text, n, -1, counts);
    for (size_t i = 0; i < n && !code; i++) {
        if (text[i] == ' ') continue;
        if (text[i] == '.') {
            code = add_hidden(r, &r->p->out, r->widest);
            i += 2;
        } else {
            code = check_output_letter(r, text[i]);
            if (!code) code = add_label(r, &r->p->out, (unsigned char)text[i]);
        }
    }
    if (code || counts[1] >= 0 || r->widest == 0 || !r->plain) return code;
    return err_set(r->e, ERR_VALUE,
                   "output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to "
                   "broadcast the extra dimensions.");
}

/* With optimize=, NumPy looks at the whole string first. */
static err_code check_whole(const reader *r, const char *text) {
    int         minus = 0, greater = 0, commas = 0;
    const char *arrow = strstr(text, "->");
    for (const char *s = text; *s; s++) {
        if (!strchr(" .,->", *s) && !is_letter(*s)) return refuse_letter(r, *s);
        minus += *s == '-';
        greater += *s == '>';
        commas += *s == ',' && (!arrow || s < arrow);
    }
    if ((minus || greater) && (minus > 1 || greater > 1 || !arrow)) return err_set(r->e, ERR_VALUE, "Subscripts can only contain one '->'.");
    if (commas + 1 == r->p->nops || strchr(text, '.')) return ERR_OK;
    return err_set(r->e, ERR_VALUE, "Number of einsum subscripts must be equal to the number of operands.");
}

static err_code check_comma(const reader *r, char end, bool last) {
    if (last == (end != ',')) return ERR_OK;
    if (!r->plain) return err_set(r->e, ERR_VALUE, "Number of einsum subscripts must be equal to the number of operands.");
    return err_set(r->e, ERR_VALUE, "%s operands provided to einstein sum function than specified in the subscripts string",
                   last ? "more" : "fewer");
}

/* A letter for what an ellipsis hides: one that is not used. */
static void name_hidden(nd_einsum_plan *p, const int *number) {
    int next = 'A';
    for (int i = 0; i < p->nlabels; i++) {
        if (p->letter[i]) continue;
        while (next < 'z' && (!isalpha(next) || number[next] >= 0)) next++;
        p->letter[i] = (char)next++;
    }
}

err_code nd_einsum_parse(nd_einsum_plan *p, const char *subscripts, nd_array *const *ops, char wording, err *e) {
    reader   r = {.p = p, .plain = wording == 'n', .e = e};
    err_code code = ERR_OK;
    for (int i = 0; i < SPELT; i++) r.number[i] = -1;
    p->nlabels = 0;
    p->out.n = 0;
    if (!r.plain) code = check_whole(&r, subscripts);
    for (int i = 0; i < p->nops && !code; i++) {
        size_t n = strcspn(subscripts, ",-");
        bool   last = i == p->nops - 1;
        p->in[i].n = 0;
        code = check_comma(&r, subscripts[n], last);
        if (!code) code = read_operand(&r, subscripts, n, i, ops[i]->ndim);
        subscripts += n + (last ? 0 : 1);
    }
    if (code) return code;
    if (*subscripts == '\0') code = imply_output(&r);
    else if (subscripts[0] == '-' && subscripts[1] == '>') code = read_output(&r, subscripts + 2);
    else code = err_set(e, ERR_VALUE, "einstein sum subscript string does not contain proper '->' output specified");
    name_hidden(p, r.number);
    return code;
}

/* --- lengths --------------------------------------------------------------------------------------- */

/* "(2,3)->(2,newaxis,3) ": where an operand's axes lie among those that are walked. */
static size_t show_remapped(const nd_einsum_term *t, const ptrdiff_t *shape, const uint8_t *walk, int nwalk, char text[ND_SHAPE_TEXT]) {
    ptrdiff_t own[ND_MAXDIMS], at[ND_EINSUM_LABELS];
    int       n = 0, first = -1;
    for (int i = 0; i < nwalk; i++) at[i] = -1;
    for (int i = 0; i < t->n; i++) {
        bool repeated = false;
        for (int j = 0; j < i; j++) repeated = repeated || t->label[j] == t->label[i];
        if (!repeated) own[n++] = shape[i];
        for (int k = 0; k < nwalk; k++)
            if (walk[k] == t->label[i] && (at[k] < 0 || at[k] == 1)) at[k] = shape[i];
    }
    nd_shape_text_compact(n, own, text);
    size_t used = strlen(text);
    used += (size_t)snprintf(text + used, ND_SHAPE_TEXT - used, "->(");
    for (int k = 0; k < nwalk && used + 30 < ND_SHAPE_TEXT; k++) {
        if (first < 0 && at[k] < 0) continue;
        if (first >= 0) text[used++] = ',';
        else first = k;
        used += (size_t)(at[k] < 0 ? snprintf(text + used, ND_SHAPE_TEXT - used, "newaxis")
                                   : snprintf(text + used, ND_SHAPE_TEXT - used, "%td", at[k]));
    }
    return used + (size_t)snprintf(text + used, ND_SHAPE_TEXT - used, nwalk - first == 1 && first >= 0 ? ",) " : ") ");
}

static err_code refuse_lengths(const nd_einsum_plan *p, nd_array *const *ops, const nd_array *out, err *e) {
    uint8_t  walk[ND_EINSUM_LABELS];
    char     all[ERR_TEXT_MAX] = "", one[ND_SHAPE_TEXT];
    uint64_t shown = nd_einsum_set(&p->out);
    int      n = p->out.n;
    size_t   used = 0;
    memcpy(walk, p->out.label, (size_t)n);
    for (int c = 0; c < 128; c++)
        for (int i = 0; i < p->nlabels; i++)
            if (p->letter[i] == c && !(shown >> i & 1)) walk[n++] = (uint8_t)i;
    for (int i = 0; i < p->nops + (out != NULL) && used < sizeof all; i++) {
        bool result = i == p->nops;
        show_remapped(result ? &p->out : &p->in[i], result ? out->shape : ops[i]->shape, walk, n, one);
        used += (size_t)snprintf(all + used, sizeof all - used, "%s", one);
    }
    return err_set(e, ERR_VALUE, "operands could not be broadcast together with remapped shapes [original->remapped]: %s", all);
}

/* Axes of one operand that share a subscript have one length. */
static err_code check_repeats(const nd_einsum_plan *p, const nd_array *a, int operand, err *e) {
    const nd_einsum_term *t = &p->in[operand];
    for (int i = 0; i < t->n; i++)
        for (int j = i + 1; j < t->n; j++)
            if (t->label[i] == t->label[j] && a->shape[i] != a->shape[j] && a->shape[i] != 1 && a->shape[j] != 1)
                return err_set(e, ERR_VALUE, "dimensions in operand %d for collapsing index '%c' don't match (%td != %td)", operand,
                               p->letter[t->label[i]], a->shape[i], a->shape[j]);
    return ERR_OK;
}

static err_code measure_operand(nd_einsum_plan *p, nd_array *const *ops, int operand, char wording, err *e) {
    const nd_einsum_term *t = &p->in[operand];
    for (int i = 0; i < t->n; i++) {
        ptrdiff_t *length = &p->length[t->label[i]], own = ops[operand]->shape[i];
        if (*length == 1 || *length < 0) {
            *length = own;
        } else if (own != 1 && own != *length) {
            if (wording == 'n') return ERR_VALUE;
            return err_set(e, ERR_VALUE, "Size of label '%c' for operand %d (%td) does not match previous terms (%td).",
                           p->letter[t->label[i]], operand, *length, own);
        }
    }
    return ERR_OK;
}

err_code nd_einsum_measure(nd_einsum_plan *p, nd_array *const *ops, const nd_array *out, char wording, err *e) {
    for (int i = 0; i < p->nlabels; i++) p->length[i] = -1;
    for (int i = 0; i < p->nops && wording == 'n'; i++) {
        err_code code = check_repeats(p, ops[i], i, e);
        if (code) return code;
    }
    for (int i = 0; i < p->nops; i++) {
        err_code code = measure_operand(p, ops, i, wording, e);
        if (code) return wording == 'n' ? refuse_lengths(p, ops, out, e) : code;
    }
    if (!out) return ERR_OK;
    if (out->ndim != p->out.n)
        return err_set(e, ERR_VALUE, "out parameter does not have the correct number of dimensions, has %d but should have %d", out->ndim, p->out.n);
    for (int i = 0; i < p->out.n; i++)
        if (out->shape[i] != p->length[p->out.label[i]]) return refuse_lengths(p, ops, out, e);
    return ERR_OK;
}
