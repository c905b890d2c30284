/* bind/bind_char_fn.c: what each function of np.char does with the text of one element. */
#include <string.h>

#include "bind/bind_char.h"

/* --- characters ----------------------------------------------------------------------------------------- */

static bool in(nd_char c, nd_char first, nd_char last) { return c >= first && c <= last; }

/* Capitals of Latin, Greek and Cyrillic. Pairs of Latin Extended-A stand side by side. */
static nd_char to_upper(nd_char c) {
    if (in(c, 'a', 'z') || (in(c, 0xe0, 0xfe) && c != 0xf7)) return c - 32;
    if (c == 0xff) return 0x178;
    if (in(c, 0x100, 0x137) || in(c, 0x14a, 0x177)) return c & ~(nd_char)1;
    if (in(c, 0x139, 0x148) || in(c, 0x179, 0x17e)) return c % 2 ? c : c - 1;
    if (in(c, 0x3b1, 0x3c9)) return c == 0x3c2 ? 0x3a3 : c - 32;
    if (in(c, 0x430, 0x44f)) return c - 32;
    return in(c, 0x450, 0x45f) ? c - 80 : c;
}

static nd_char to_lower(nd_char c) {
    if (in(c, 'A', 'Z') || (in(c, 0xc0, 0xde) && c != 0xd7)) return c + 32;
    if (c == 0x178) return 0xff;
    if (in(c, 0x100, 0x137) || in(c, 0x14a, 0x177)) return c | 1;
    if (in(c, 0x139, 0x148) || in(c, 0x179, 0x17e)) return c % 2 ? c + 1 : c;
    if (in(c, 0x391, 0x3a9)) return c + 32;
    if (in(c, 0x410, 0x42f)) return c + 32;
    return in(c, 0x400, 0x40f) ? c + 80 : c;
}

static bool is_upper(nd_char c) { return to_lower(c) != c; }
static bool is_lower(nd_char c) { return to_upper(c) != c || c == 0xdf; }
static bool is_alpha(nd_char c) { return is_upper(c) || is_lower(c) || c == 0xaa || c == 0xb5 || c == 0xba || (c > 0x370 && !in(c, 0x2000, 0x2bff) && !in(c, 0x3000, 0x3004)); }
static bool is_decimal(nd_char c) { return in(c, '0', '9') || in(c, 0x660, 0x669) || in(c, 0x966, 0x96f) || in(c, 0xff10, 0xff19); }
static bool is_digit(nd_char c) { return is_decimal(c) || c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0x2070 || in(c, 0x2074, 0x2079); }
static bool is_numeric(nd_char c) { return is_digit(c) || in(c, 0xbc, 0xbe) || in(c, 0x2150, 0x2189); }
static bool is_space(nd_char c) {
    return c == ' ' || in(c, 9, 13) || in(c, 0x1c, 0x1f) || c == 0x85 || c == 0xa0 || in(c, 0x2000, 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x3000;
}

/* --- text to text ------------------------------------------------------------------------------------------ */

static size_t copy(const nd_char *s, size_t n, nd_char *to) {
    if (to && n) memcpy(to, s, n * sizeof *to);
    return n;
}

static size_t upper(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0];
    for (size_t i = 0; to && i < a->n; i++) to[i] = to_upper(a->s[i]);
    return a->n;
}

static size_t lower(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0];
    for (size_t i = 0; to && i < a->n; i++) to[i] = to_lower(a->s[i]);
    return a->n;
}

static size_t swapcase(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0];
    for (size_t i = 0; to && i < a->n; i++) to[i] = is_upper(a->s[i]) ? to_lower(a->s[i]) : to_upper(a->s[i]);
    return a->n;
}

static size_t capitalize(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0];
    for (size_t i = 0; to && i < a->n; i++) to[i] = i ? to_lower(a->s[i]) : to_upper(a->s[i]);
    return a->n;
}

static size_t title(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0];
    for (size_t i = 0; to && i < a->n; i++) to[i] = i && is_alpha(a->s[i - 1]) ? to_lower(a->s[i]) : to_upper(a->s[i]);
    return a->n;
}

static bool strips(const bind_words *w, nd_char c) {
    const bind_word *set = &w->word[1];
    if (w->n < 2 || (set->n == 1 && set->s[0] == 1)) return is_space(c);     /* \1: none were given */
    for (size_t i = 0; i < set->n; i++)
        if (set->s[i] == c) return true;
    return false;
}

static size_t stripped(const bind_words *w, nd_char *to, bool left, bool right) {
    const nd_char *s = w->word[0].s;
    size_t         n = w->word[0].n, first = 0;
    while (left && first < n && strips(w, s[first])) first++;
    while (right && n > first && strips(w, s[n - 1])) n--;
    return copy(s + first, n - first, to);
}

static size_t strip(const bind_words *w, nd_char *to) { return stripped(w, to, true, true); }
static size_t lstrip(const bind_words *w, nd_char *to) { return stripped(w, to, true, false); }
size_t bind_char_rstrip(const bind_words *w, nd_char *to) { return stripped(w, to, false, true); }

static size_t padded(const bind_words *w, nd_char *to, size_t left, size_t total) {
    const bind_word *a = &w->word[0];
    nd_char          fill = w->n > 2 && w->word[2].n ? w->word[2].s[0] : ' ';
    for (size_t i = 0; to && i < total; i++) to[i] = i >= left && i - left < a->n ? a->s[i - left] : fill;
    return total;
}

static size_t width_of(const bind_words *w) {
    int64_t width = w->word[1].i < (1 << 21) ? w->word[1].i : 1 << 21;
    return width > (int64_t)w->word[0].n ? (size_t)width : w->word[0].n;
}

static size_t center(const bind_words *w, nd_char *to) {
    size_t total = width_of(w), gap = total - w->word[0].n;
    return padded(w, to, gap / 2 + (gap & total & 1), total);
}
static size_t ljust(const bind_words *w, nd_char *to) { return padded(w, to, 0, width_of(w)); }
static size_t rjust(const bind_words *w, nd_char *to) { return padded(w, to, width_of(w) - w->word[0].n, width_of(w)); }

static size_t zfill(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0];
    size_t           total = width_of(w), sign = a->n && (a->s[0] == '+' || a->s[0] == '-');
    for (size_t i = 0; to && i < total; i++) to[i] = i < sign ? a->s[0] : i - sign < total - a->n ? '0' : a->s[i - (total - a->n)];
    return total;
}

static size_t multiply(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0];
    int64_t          times = w->word[1].i < 0 ? 0 : w->word[1].i > (1 << 21) ? 1 << 21 : w->word[1].i;
    for (int64_t k = 0; to && k < times; k++) copy(a->s, a->n, to + (size_t)k * a->n);
    return a->n * (size_t)times;
}

static size_t add(const bind_words *w, nd_char *to) {
    size_t n = copy(w->word[0].s, w->word[0].n, to);
    return n + copy(w->word[1].s, w->word[1].n, to ? to + n : NULL);
}

static size_t expandtabs(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0];
    size_t           n = 0, column = 0, tab = w->word[1].i > 0 && w->word[1].i < 10000 ? (size_t)w->word[1].i : 0;
    for (size_t i = 0; i < a->n; i++) {
        nd_char c = a->s[i];
        size_t  times = c == '\t' ? (tab ? tab - column % tab : 0) : 1;
        for (size_t k = 0; k < times; k++, n++)
            if (to) to[n] = c == '\t' ? ' ' : c;
        column = c == '\n' || c == '\r' ? 0 : column + times;
    }
    return n;
}

/* --- looking for text ------------------------------------------------------------------------------------- */

static bool at(const bind_word *a, size_t i, const bind_word *sub) {
    return i + sub->n <= a->n && (sub->n == 0 || memcmp(a->s + i, sub->s, sub->n * sizeof *sub->s) == 0);
}

/* Python's slice [start:end] of a text of n characters; false: nothing can lie there. */
static bool window(const bind_words *w, size_t *first, size_t *last) {
    int64_t n = (int64_t)w->word[0].n, start = w->word[2].i, end = w->word[3].i;
    if (end > n) end = n;
    if (end < 0) end = end + n < 0 ? 0 : end + n;
    if (start < 0) start = start + n < 0 ? 0 : start + n;
    *first = (size_t)start;
    *last = (size_t)end;
    return start <= end;
}

static int64_t find(const bind_words *w) {
    size_t first, last;
    if (!window(w, &first, &last)) return -1;
    for (size_t i = first; i + w->word[1].n <= last; i++)
        if (at(&w->word[0], i, &w->word[1])) return (int64_t)i;
    return -1;
}

static int64_t rfind(const bind_words *w) {
    size_t first, last, m = w->word[1].n;
    if (!window(w, &first, &last) || last - first < m) return -1;
    for (size_t i = last - m + 1; i-- > first;)
        if (at(&w->word[0], i, &w->word[1])) return (int64_t)i;
    return -1;
}

static int64_t count(const bind_words *w) {
    size_t  first, last, m = w->word[1].n;
    int64_t n = 0;
    if (!window(w, &first, &last)) return 0;
    if (m == 0) return (int64_t)(last - first) + 1;
    for (size_t i = first; i + m <= last;) {
        bool here = at(&w->word[0], i, &w->word[1]);
        n += here;
        i += here ? m : 1;
    }
    return n;
}

static int64_t startswith(const bind_words *w) {
    size_t first, last;
    return window(w, &first, &last) && last - first >= w->word[1].n && at(&w->word[0], first, &w->word[1]);
}

static int64_t endswith(const bind_words *w) {
    size_t first, last, m = w->word[1].n;
    return window(w, &first, &last) && last - first >= m && at(&w->word[0], last - m, &w->word[1]);
}

static size_t replace(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0], *old = &w->word[1], *new = &w->word[2];
    int64_t          left = w->word[3].i < 0 ? INT64_MAX : w->word[3].i;
    size_t           n = 0;
    for (size_t i = 0; i <= a->n;) {
        if (left > 0 && at(a, i, old) && (old->n || i <= a->n)) {
            n += copy(new->s, new->n, to ? to + n : NULL);
            left--;
            if (old->n) {
                i += old->n;
                continue;
            }
        }
        if (i < a->n) n += copy(a->s + i, 1, to ? to + n : NULL);
        i++;
    }
    return n;
}

/* --- parts ----------------------------------------------------------------------------------------------------- */

/* Where the separator is, or -1. */
static int64_t cut(const bind_words *w, bool last) {
    bind_words all = *w;
    all.word[2].i = 0;
    all.word[3].i = INT64_MAX;
    return last ? rfind(&all) : find(&all);
}

static size_t part(const bind_words *w, nd_char *to, int k, bool last) {
    const bind_word *a = &w->word[0];
    int64_t          at_char = cut(w, last);
    size_t           first = at_char < 0 ? (last ? 0 : a->n) : (size_t)at_char, after = at_char < 0 ? first : first + w->word[1].n;
    if (k == 0) return copy(a->s, first, to);
    if (k == 1) return copy(a->s + first, after - first, to);
    return copy(a->s + after, a->n - after, to);
}

static size_t head(const bind_words *w, nd_char *to) { return part(w, to, 0, false); }
static size_t middle(const bind_words *w, nd_char *to) { return part(w, to, 1, false); }
static size_t tail(const bind_words *w, nd_char *to) { return part(w, to, 2, false); }
static size_t last_head(const bind_words *w, nd_char *to) { return part(w, to, 0, true); }
static size_t last_middle(const bind_words *w, nd_char *to) { return part(w, to, 1, true); }
static size_t last_tail(const bind_words *w, nd_char *to) { return part(w, to, 2, true); }

bind_text_fn *const bind_char_partition[3] = {head, middle, tail}, *const bind_char_rpartition[3] = {last_head, last_middle, last_tail};

/* The characters of the second with the first between them. */
static size_t join(const bind_words *w, nd_char *to) {
    const bind_word *sep = &w->word[0], *a = &w->word[1];
    size_t           n = 0;
    for (size_t i = 0; i < a->n; i++) {
        if (i) n += copy(sep->s, sep->n, to ? to + n : NULL);
        n += copy(a->s + i, 1, to ? to + n : NULL);
    }
    return n;
}

/* a[start:stop:step]; no stop is INT64_MAX. */
size_t bind_char_slice(const bind_words *w, nd_char *to) {
    const bind_word *a = &w->word[0];
    int64_t          n = (int64_t)a->n, step = w->word[3].i, start = w->word[1].i, stop = w->word[2].i;
    size_t           out = 0;
    if (stop == INT64_MAX && step < 0) stop = -n - 1;
    if (start < 0) start = start + n < 0 ? (step < 0 ? -1 : 0) : start + n;
    if (stop < 0) stop = stop + n < 0 ? (step < 0 ? -1 : 0) : stop + n;
    if (start >= n) start = step < 0 ? n - 1 : n;
    if (stop > n) stop = n;
    for (int64_t i = start; step > 0 ? i < stop : i > stop; i += step, out++)
        if (to) to[out] = a->s[i];
    return out;
}

/* --- questions ---------------------------------------------------------------------------------------------- */

static int64_t str_len(const bind_words *w) { return (int64_t)w->word[0].n; }

static bool every(const bind_word *a, bool (*is)(nd_char)) {
    for (size_t i = 0; i < a->n; i++)
        if (!is(a->s[i])) return false;
    return a->n > 0;
}

static bool is_alnum(nd_char c) { return is_alpha(c) || is_numeric(c); }
static int64_t isalpha_(const bind_words *w) { return every(&w->word[0], is_alpha); }
static int64_t isdigit_(const bind_words *w) { return every(&w->word[0], is_digit); }
static int64_t isdecimal_(const bind_words *w) { return every(&w->word[0], is_decimal); }
static int64_t isnumeric_(const bind_words *w) { return every(&w->word[0], is_numeric); }
static int64_t isalnum_(const bind_words *w) { return every(&w->word[0], is_alnum); }
static int64_t isspace_(const bind_words *w) { return every(&w->word[0], is_space); }

/* All letters of one case, and one at least. */
static bool one_case(const bind_word *a, bool (*is)(nd_char), bool (*other)(nd_char)) {
    bool any = false;
    for (size_t i = 0; i < a->n; i++) {
        if (other(a->s[i])) return false;
        any = any || is(a->s[i]);
    }
    return any;
}

static int64_t islower_(const bind_words *w) { return one_case(&w->word[0], is_lower, is_upper); }
static int64_t isupper_(const bind_words *w) { return one_case(&w->word[0], is_upper, is_lower); }

static int64_t istitle_(const bind_words *w) {
    const bind_word *a = &w->word[0];
    bool             inside = false, any = false;
    for (size_t i = 0; i < a->n; i++) {
        nd_char c = a->s[i];
        if (is_upper(c) ? inside : is_lower(c) && !inside) return false;
        inside = is_upper(c) || is_lower(c);
        any = any || inside;
    }
    return any;
}

/* --- the rows --------------------------------------------------------------------------------------------- */

#define SAME(f)      {.name = #f, .params = "a", .kinds = "t", .required = 1, .text = f, .same_width = true}
#define STRIP(n, f)  {.name = n, .params = "a chars", .kinds = "to", .missing = "\1", .required = 1, .text = f, .same_width = true, .scalars = true}
#define JUST(f)      {.name = #f, .params = "a width fillchar", .kinds = "tio", .missing = " ", .required = 2, .text = f}
#define ASK(n, f)    {.name = n, .params = "a", .kinds = "t", .required = 1, .number = f, .truth = true}
#define FIND(n, f)   .name = n, .params = "a sub start end", .kinds = "ttie", .required = 2, .number = f

const bind_char_row bind_char_rows[] = {
    SAME(upper), SAME(lower), SAME(swapcase), SAME(capitalize), SAME(title),
    STRIP("strip", strip), STRIP("lstrip", lstrip), STRIP("rstrip", bind_char_rstrip),
    JUST(center), JUST(ljust), JUST(rjust),
    {.name = "zfill", .params = "a width", .kinds = "ti", .required = 2, .text = zfill},
    {.name = "multiply", .params = "a i", .kinds = "ti", .required = 2, .text = multiply},
    {.name = "add", .params = "x1 x2", .kinds = "tt", .required = 2, .text = add, .scalars = true},
    {.name = "expandtabs", .params = "a tabsize", .kinds = "t8", .required = 1, .text = expandtabs},
    {.name = "replace", .params = "a old new count", .kinds = "tttm", .required = 3, .text = replace},
    {.name = "join", .params = "sep seq", .kinds = "tt", .required = 2, .text = join},
    {.name = "str_len", .params = "a", .kinds = "t", .required = 1, .number = str_len},
    {FIND("find", find)}, {FIND("rfind", rfind)}, {FIND("count", count)},
    {FIND("index", find), .must_find = true}, {FIND("rindex", rfind), .must_find = true},
    {FIND("startswith", startswith), .truth = true}, {FIND("endswith", endswith), .truth = true},
    ASK("isalpha", isalpha_), ASK("isdigit", isdigit_), ASK("isdecimal", isdecimal_), ASK("isnumeric", isnumeric_),
    ASK("isalnum", isalnum_), ASK("isspace", isspace_), ASK("islower", islower_), ASK("isupper", isupper_), ASK("istitle", istitle_),
    {.name = NULL},
};
