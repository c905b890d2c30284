/* trainer/doc.c: finding a page of ndrill doc.
 *
 * Pages are text in files of areas. A file begins with "# Area"; a page begins with a line of its
 * names, "= np.sum a.sum", and ends where the next one begins.                                    */
#include "trainer/doc.h"

#include <stdlib.h>
#include <string.h>

#include "doc_txt.h"

enum { NAREAS = sizeof doc_txt / sizeof *doc_txt, NAME_MAX_SEEN = 64 };

/* --- walking ------------------------------------------------------------------------------------- */

static const char *page_from(const char *text) {
    if (strncmp(text, "= ", 2) == 0) return text;
    const char *at = strstr(text, "\n= ");
    return at ? at + 1 : NULL;
}

/* *place: the file in the upper half, the byte in the lower. */
bool tr_doc_next(size_t *place, tr_doc *page) {
    size_t file = *place >> 32, at = *place & 0xffffffffu;
    for (; file < NAREAS; file++, at = 0) {
        const char *text = doc_txt[file].text, *start = page_from(text + at);
        if (!start) continue;
        const char *end = page_from(start + 1);
        page->text = start;
        page->n = end ? (size_t)(end - start) : strlen(start);
        page->area = text + 2;
        *place = file << 32 | (size_t)(start + page->n - text);
        return true;
    }
    *place = file << 32;
    return false;
}

bool tr_doc_name(const tr_doc *page, const char **at, size_t *n) {
    const char *p = *at ? *at + *n : page->text + 1;
    while (*p == ' ') p++;
    *n = strcspn(p, " \n");
    *at = p;
    return *n > 0;
}

/* --- looking up ------------------------------------------------------------------------------------- */

static bool has_name(const tr_doc *page, const char *name) {
    const char *at = NULL;
    for (size_t n; tr_doc_name(page, &at, &n);)
        if (strlen(name) == n && memcmp(at, name, n) == 0) return true;
    return false;
}

static const char *last_part(const char *name, size_t *n) {
    for (size_t i = *n; i > 0; i--)
        if (name[i - 1] == '.') {
            *n -= i;
            return name + i;
        }
    return name;
}

static bool has_last_part(const tr_doc *page, const char *name) {
    const char *at = NULL;
    for (size_t n; tr_doc_name(page, &at, &n);) {
        size_t      len = n;
        const char *last = last_part(at, &len);
        if (strlen(name) == len && memcmp(last, name, len) == 0) return true;
    }
    return false;
}

static bool find_by(bool (*has)(const tr_doc *, const char *), const char *name, tr_doc *page) {
    for (size_t place = 0; tr_doc_next(&place, page);)
        if (has(page, name)) return true;
    return false;
}

/* What people write, and the word for it here. */
static void canonical(const char *query, char name[NAME_MAX_SEEN]) {
    static const char *const words[][2] = {
        {"numpy.ndarray.", "a."}, {"np.ndarray.", "a."}, {"ndarray.", "a."}, {"arr.", "a."}, {"x.", "a."}, {"np.random.Generator.", "rng."},
        {"Generator.", "rng."}, {"matplotlib.pyplot.", "plt."}, {"ax.set_", "plt."},
        {"ax.", "plt."}, {"fig.", "plt."}, {"pyplot.", "plt."}, {"numpy.", "np."}, {"linalg.", "np.linalg."},
        {"random.", "np.random."}, {"fft.", "np.fft."}, {"ma.", "np.ma."}, {"char.", "np.char."}, {"strings.", "np.strings."},
    };
    const char *head = "", *rest = query;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(query, words[i][0], strlen(words[i][0])) == 0) {
            head = words[i][1], rest = query + strlen(words[i][0]);
            break;
        }
    size_t n = strlen(head), left = NAME_MAX_SEEN - 1 - n, m = strcspn(rest, "( ");
    memcpy(name, head, n);
    if (m > left) m = left;
    memcpy(name + n, rest, m);
    name[n + m] = 0;
}

bool tr_doc_find(const char *query, tr_doc *page) {
    char name[NAME_MAX_SEEN], whole[NAME_MAX_SEEN + 8];
    canonical(query, name);
    if (!name[0]) return false;
    if (find_by(has_name, name, page)) return true;
    if (strchr(name, '.')) return false;
    static const char *const modules[] = {"np.", "a.", "plt."};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        strcpy(whole, modules[i]);
        strcat(whole, name);
        if (find_by(has_name, whole, page)) return true;
    }
    return find_by(has_last_part, name, page);
}

/* --- near names ----------------------------------------------------------------------------------------- */

/* Letters to add, drop or change, at most `limit`. */
static size_t distance(const char *a, size_t na, const char *b, size_t nb, size_t limit) {
    size_t row[NAME_MAX_SEEN + 1];
    if (na > NAME_MAX_SEEN || nb > NAME_MAX_SEEN || (na > nb ? na - nb : nb - na) > limit) return limit + 1;
    for (size_t k = 0; k <= nb; k++) row[k] = k;
    for (size_t i = 1; i <= na; i++) {
        size_t before = row[0];
        row[0] = i;
        for (size_t k = 1; k <= nb; k++) {
            size_t change = before + (a[i - 1] != b[k - 1]), best = row[k] + 1 < row[k - 1] + 1 ? row[k] + 1 : row[k - 1] + 1;
            before = row[k];
            row[k] = change < best ? change : best;
        }
    }
    return row[nb];
}

void tr_doc_near(buf *out, const char *query, size_t most) {
    char   name[NAME_MAX_SEEN];
    size_t found = 0;
    canonical(query, name);
    size_t      n = strlen(name);
    const char *wanted = last_part(name, &n);
    for (size_t limit = 0; n > 0 && limit <= 2 + n / 4 && found < most; limit++) {
        tr_doc page;
        for (size_t place = 0; tr_doc_next(&place, &page) && found < most;) {
            const char *at = NULL;
            for (size_t len; tr_doc_name(&page, &at, &len) && found < most;) {
                size_t      m = len;
                const char *last = last_part(at, &m);
                bool        inside = n >= 3 && m > n && limit == 1 && memcmp(last, wanted, n) == 0;
                if (!inside && distance(wanted, n, last, m, limit) != limit) continue;
                buf_printf(out, "%.*s\n", (int)len, at);
                found++;
            }
        }
    }
}

const char *tr_doc_numpy_names(void) { return doc_lists[0].text; }
const char *tr_doc_reasons(void) { return doc_lists[1].text; }
