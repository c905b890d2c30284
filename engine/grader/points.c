/* grader/points.c: an explanation in words held against the points it should make.
 *
 * A point has words that tell that it was made: "one type | same dtype ; block | contiguous". What stands between
 * semicolons must all be there, of what stands between bars one is enough. Words are compared without regard to
 * letter case; one of three letters or more also stands for longer words that begin with it. This is a
 * machine's view and is shown as one: it can count what was touched, not whether it was right.              */
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "grader/grade_int.h"

#define LEAST_STEM 3u

/* Letters of any alphabet, digits and what holds names together. */
static bool is_letter(char c) { return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || c == '_'; }

/* The next word of *s, which ends before end; its length, 0 when there is none. */
static size_t next_word(const char **s, const char *end, const char **word) {
    const char *p = *s;
    while (p < end && !is_letter(*p)) p++;
    *word = p;
    while (p < end && is_letter(*p)) p++;
    *s = p;
    return (size_t)(p - *word);
}

static bool same_word(const char *want, size_t n, const char *have, size_t nhave) {
    if (nhave < n || (nhave > n && n < LEAST_STEM)) return false;
    for (size_t i = 0; i < n; i++)
        if (tolower((unsigned char)want[i]) != tolower((unsigned char)have[i])) return false;
    return true;
}

/* Do the words of the phrase stand at s, one behind the other? */
static bool begins_with(const char *s, const char *end, const char *phrase, const char *phrase_end) {
    const char *want, *have;
    size_t      n;
    while ((n = next_word(&phrase, phrase_end, &want)) > 0) {
        size_t nhave = next_word(&s, end, &have);
        if (nhave == 0 || !same_word(want, n, have, nhave)) return false;
    }
    return true;
}

static bool has_phrase(const char *text, const char *end, const char *phrase, const char *phrase_end) {
    const char *word;
    for (const char *s = text; next_word(&s, end, &word) > 0;)
        if (begins_with(word, end, phrase, phrase_end)) return true;
    return false;
}

/* The piece of *s up to one of the marks or end; *s moves behind it. */
static const char *piece_end(const char *s, const char *end, char mark) {
    const char *at = memchr(s, mark, (size_t)(end - s));
    return at ? at : end;
}

bool grade_point_covered(const char *words, const char *text, size_t n) {
    const char *all = words + strlen(words);
    for (const char *group = words, *last; group < all; group = last + 1) {
        bool found = false;
        last = piece_end(group, all, ';');
        for (const char *phrase = group, *stop; phrase < last && !found; phrase = stop + 1) {
            stop = piece_end(phrase, last, '|');
            found = has_phrase(text, text + n, phrase, stop);
        }
        if (!found) return false;
    }
    return words[0] != '\0';
}

bool grade_point_test(const char *words) {
    const char *all = words + strlen(words), *word;
    if (words == all) return false;
    for (const char *group = words, *last; group <= all; group = last + 1) {
        last = piece_end(group, all, ';');
        for (const char *phrase = group, *stop; phrase <= last; phrase = stop + 1) {
            stop = piece_end(phrase, last, '|');
            const char *s = phrase;
            if (next_word(&s, stop, &word) == 0) return false;
        }
    }
    return true;
}

/* --- the report --------------------------------------------------------------------------------------- */

static void say_points(const store_question *q, uint64_t covered, bool said, buf *out) {
    size_t i = 0;
    bool   first = true;
    for (size_t k = 0; k < q->nparts; k++) {
        if (q->parts[k].kind != STORE_POINT) continue;
        if (((covered >> i++ & 1) != 0) != said) continue;
        if (first) buf_printf(out, "%s%s\n", out->n ? "\n" : "", said ? "Said:" : "Not found in your answer:");
        first = false;
        buf_puts(out, "- ");
        buf_add(out, q->parts[k].text, strlen(q->parts[k].text));
        buf_putc(out, '\n');
    }
}

/* A listed wrong explanation is known by what it leaves out. */
static void match_listed(const store_question *q, grade_report *r) {
    for (size_t i = 0; i < q->noutcomes; i++) {
        int part = q->outcomes[i].part;
        if (q->outcomes[i].signature != r->signature || part < 0 || (size_t)part >= q->nparts) continue;
        r->wrong_part = part;
        buf_puts(&r->why, q->parts[part].title);
        return;
    }
}

/* The words alone. */
static uint64_t sign_text(const char *text, size_t n) {
    uint64_t    h = 14695981039346656037u;
    const char *s = text, *word;
    size_t      length;
    while ((length = next_word(&s, text + n, &word)) > 0) {
        for (size_t i = 0; i < length; i++) h = (h ^ (unsigned)tolower((unsigned char)word[i])) * 1099511628211u;
        h = (h ^ 0x100) * 1099511628211u;
    }
    return h;
}

void grade_explanation(const store_question *q, const char *answer, size_t n, grade_report *r) {
    size_t made = 0;
    for (size_t i = 0; i < q->nparts && r->npoints < 64; i++) {
        if (q->parts[i].kind != STORE_POINT) continue;
        bool covered = grade_point_covered(q->parts[i].title, answer, n);
        if (covered) r->covered |= (uint64_t)1 << r->npoints;
        made += covered;
        r->npoints++;
    }
    bool all = r->npoints > 0 && made == r->npoints;
    r->verdict = all ? GRADE_PASS : GRADE_WRONG;
    r->cases = r->npoints;
    r->passed = made;
    r->signature = sign_text(answer, n);
    if (!all) memcpy(r->code, "E-POINTS", sizeof "E-POINTS");
    buf_printf(&r->headline, "%zu of %zu points", made, r->npoints);
    say_points(q, r->covered, true, &r->text);
    say_points(q, r->covered, false, &r->text);
    if (!all) match_listed(q, r);
}
