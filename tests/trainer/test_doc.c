/* tests/trainer/test_doc.c: every public name has a page, every page a name that is there, and every
 * example gives what stands below it.
 *
 * What stands below an example is NumPy's answer: scripts/golden/doc.py writes it.               */
#include <dirent.h>
#include <unistd.h>

#include "bind/bind.h"
#include "harness.h"
#include "trainer/doc.h"

/* --- examples ---------------------------------------------------------------------------------------- */

static void write_to(void *user, const char *text, size_t n) { buf_add(user, text, n); }
static void warn_nobody(void *user, const char *category, const char *text) { (void)user, (void)category, (void)text; }

typedef struct page_run {
    bind_state *state;
    buf         printed;
    char        folder[64];
} page_run;

static void run_open(page_run *r) {
    bind_problem p;
    buf_init(&r->printed);
    snprintf(r->folder, sizeof r->folder, "/tmp/ndrill-doc-XXXXXX");
    assert_non_null(mkdtemp(r->folder));
    bind_options o = {.sandbox = true, .write = write_to, .warn = warn_nobody, .user = &r->printed, .scratch = r->folder};
    r->state = bind_open(&o, NULL);
    assert_non_null(r->state);
    const char *names = "import numpy as np\nimport matplotlib.pyplot as plt";
    assert_true(bind_run(r->state, "doc", names, strlen(names), NOTATION_PROMPT, &p));
}

static void run_close(page_run *r) {
    bind_close(r->state);
    buf_free(&r->printed);
    DIR *d = opendir(r->folder);
    for (struct dirent *t; d && (t = readdir(d));) unlinkat(dirfd(d), t->d_name, 0);
    if (d) closedir(d);
    rmdir(r->folder);
}

/* What a prompt shows for one entry. */
static const char *run_entry(page_run *r, const char *code, size_t n) {
    bind_problem p;
    buf_clear(&r->printed);
    if (!bind_run(r->state, "doc", code, n, NOTATION_PROMPT, &p)) buf_printf(&r->printed, "%s: %s\n", p.type, p.text);
    for (size_t i = 0; i < bind_nvalues(r->state); i++) {
        size_t before = r->printed.n;
        bind_value_repr(r->state, i, &r->printed);
        if (r->printed.n > before) buf_putc(&r->printed, '\n');
    }
    return r->printed.text;
}

static size_t line_end(const char *text, size_t n, size_t at) {
    while (at < n && text[at] != '\n') at++;
    return at;
}

static bool line_begins(const tr_doc *page, size_t at, const char *word) {
    size_t n = strlen(word);
    return at + n <= page->n && memcmp(page->text + at, word, n) == 0;
}

/* Runs the page's examples; how many there are. *wrong counts those that give something else. */
static size_t run_page(const tr_doc *page, size_t *wrong) {
    page_run r;
    size_t   count = 0;
    run_open(&r);
    for (size_t at = 0; at < page->n;) {
        size_t end = line_end(page->text, page->n, at);
        if (!line_begins(page, at, ">>> ")) {
            at = end + 1;
            continue;
        }
        const char *code = page->text + at + 4, *got = run_entry(&r, code, end - at - 4);
        size_t      n = end - at - 4;
        at = end + 1;
        if (line_begins(page, at, "py> ")) at = line_end(page->text, page->n, at) + 1;
        size_t from = at;
        while (at < page->n && !line_begins(page, at, ">>> ")) at = line_end(page->text, page->n, at) + 1;
        if (at > page->n) at = page->n;
        count++;
        if (strlen(got) == at - from && memcmp(got, page->text + from, at - from) == 0) continue;
        ++*wrong;
        print_error("%.*s\n>>> %.*s\n--- NumPy, in scripts/doc\n%.*s--- ndrill\n%s\n", (int)strcspn(page->text, "\n"), page->text, (int)n, code, (int)(at - from),
                    page->text + from, got);
    }
    run_close(&r);
    return count;
}

static void examples_give_what_numpy_gives(void **state) {
    (void)state;
    size_t wrong = 0;
    tr_doc page;
    for (size_t place = 0; tr_doc_next(&place, &page);) {
        if (run_page(&page, &wrong)) continue;
        wrong++;
        print_error("%.*s: no example. Write one: a line \">>> code\" at the end of the page, then run scripts/golden/doc.py\n",
                    (int)strcspn(page.text, "\n"), page.text);
    }
    assert_int_equal(wrong, 0);
}

/* --- names ----------------------------------------------------------------------------------------------- */

static bind_state *open_state(void) {
    bind_options o = {.sandbox = true, .warn = warn_nobody};
    bind_state  *s = bind_open(&o, NULL);
    assert_non_null(s);
    return s;
}

static bool has_page(const char *name) {
    tr_doc      page;
    const char *at;
    if (!tr_doc_find(name, &page)) return false;
    at = NULL;
    for (size_t n; tr_doc_name(&page, &at, &n);)
        if (strlen(name) == n && memcmp(at, name, n) == 0) return true;
    return false;
}

static void ask_for_page(const char *name, size_t *lacking) {
    if (has_page(name)) return;
    ++*lacking;
    print_error("no page for %s. Write one in the file of scripts/doc it belongs to:\n"
                "  = %s\n  its signature\n  One sentence: what it does.\n  shape: / dtype: / error: / differs: / see: as far as there is something to say\n"
                "  >>> an example\nthen run build/oracle/bin/python scripts/golden/doc.py, which writes what NumPy gives below it\n",
                name, name);
}

/* Every name of NumPy that is here. */
static void names_of_numpy_have_pages(void **state) {
    (void)state;
    size_t      lacking = 0, here = 0;
    bind_state *s = open_state();
    for (const char *p = tr_doc_numpy_names(); *p; p += strcspn(p, "\n") + 1) {
        char   name[128];
        size_t n = strcspn(p, "\n");
        assert_true(n < sizeof name);
        memcpy(name, p, n);
        name[n] = 0;
        if (!tr_doc_exists(s, name)) continue;
        here++;
        ask_for_page(name, &lacking);
    }
    bind_close(s);
    assert_true(here > 700);
    assert_int_equal(lacking, 0);
}

typedef struct asked { const char *head; size_t lacking; } asked;

static void ask_each(const char *name, void *user) {
    asked *a = user;
    char   whole[128];
    if (name[0] == '_') return;
    snprintf(whole, sizeof whole, "%s%s", a->head, name);
    ask_for_page(whole, &a->lacking);
}

/* Every name that completion offers, NumPy's or ours. */
static void names_of_our_own_have_pages(void **state) {
    (void)state;
    static const char *const paths[][2] = {
        {"np", "np."}, {"np.linalg", "np.linalg."}, {"np.random", "np.random."}, {"np.fft", "np.fft."}, {"np.ma", "np.ma."},
        {"np.lib.stride_tricks", "np.lib.stride_tricks."}, {"np.lib.format", "np.lib.format."}, {"plt", "plt."}, {".", "a."},
    };
    bind_problem p;
    asked        a = {NULL, 0};
    bind_state  *s = open_state();
    const char  *load = "return np.ma.array, plt.plot";
    assert_true(bind_run(s, "load", load, strlen(load), NOTATION_PROGRAM, &p));
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        a.head = paths[i][1];
        bind_names(s, paths[i][0], "", ask_each, &a);
    }
    bind_close(s);
    assert_int_equal(a.lacking, 0);
}

static void pages_are_of_names_that_are_here(void **state) {
    (void)state;
    size_t      wrong = 0;
    tr_doc      page;
    bind_state *s = open_state();
    for (size_t place = 0; tr_doc_next(&place, &page);) {
        const char *at = NULL;
        for (size_t n; tr_doc_name(&page, &at, &n);) {
            char name[128];
            snprintf(name, sizeof name, "%.*s", (int)n, at);
            if (strcmp(name, "a.flush") == 0 || strcmp(name, "a.ptp") == 0) continue;      /* of memmaps only; refused with advice */
            if (tr_doc_exists(s, name)) continue;
            wrong++;
            print_error("there is a page for %s, but no %s\n", name, name);
        }
    }
    bind_close(s);
    assert_int_equal(wrong, 0);
}

/* "see: np.sum a.sort": each is a page. */
static void see_leads_to_pages(void **state) {
    (void)state;
    size_t wrong = 0;
    tr_doc page;
    for (size_t place = 0; tr_doc_next(&place, &page);) {
        for (size_t at = 0; at < page.n; at = line_end(page.text, page.n, at) + 1) {
            if (!line_begins(&page, at, "see: ")) continue;
            size_t end = line_end(page.text, page.n, at);
            for (size_t i = at + 5; i < end;) {
                char   name[128];
                size_t n = strcspn(page.text + i, " ,:\n");
                snprintf(name, sizeof name, "%.*s", (int)n, page.text + i);
                i += n + 1;
                if (!strchr(name, '.') || has_page(name)) continue;
                wrong++;
                print_error("%.*s: see %s, which has no page\n", (int)strcspn(page.text, "\n"), page.text, name);
            }
        }
    }
    assert_int_equal(wrong, 0);
}

static void check_reason(const char *name, const char *reason, void *user) {
    if (reason) return;
    ++*(size_t *)user;
    print_error("%s is not here. Write why in scripts/doc/missing.list: \"%s  reason\"\n", name, name);
}

static void what_is_missing_has_a_reason(void **state) {
    (void)state;
    err    e;
    size_t lacking = 0;
    assert_true(tr_doc_missing(check_reason, &lacking, &e));
    assert_int_equal(lacking, 0);
}

/* --- lookup --------------------------------------------------------------------------------------------------- */

static void names_are_found_as_people_write_them(void **state) {
    (void)state;
    static const char *const same[][2] = {
        {"np.sum", "np.sum"}, {"numpy.sum", "np.sum"}, {"sum", "np.sum"}, {"a.sum", "np.sum"}, {"ndarray.sum", "np.sum"}, {"arr.sum", "np.sum"},
        {"np.ndarray.sum", "np.sum"}, {"np.sum()", "np.sum"}, {"linalg.norm", "np.linalg.norm"}, {"norm", "np.linalg.norm"}, {"plt.plot", "plt.plot"},
        {"plot", "plt.plot"}, {"matplotlib.pyplot.plot", "plt.plot"}, {"Generator.integers", "rng.integers"}, {"flatten", "a.flatten"}, {"abs", "np.absolute"},
        {"masked_where", "np.ma.masked_where"}, {"ax.set_title", "plt.title"}, {"ax.plot", "plt.plot"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        tr_doc      page;
        const char *at = NULL;
        size_t      n;
        if (!tr_doc_find(same[i][0], &page)) fail_msg("no page for %s", same[i][0]);
        assert_true(tr_doc_name(&page, &at, &n));
        if (strlen(same[i][1]) != n || memcmp(at, same[i][1], n)) fail_msg("%s leads to %.*s, not %s", same[i][0], (int)n, at, same[i][1]);
    }
}

static void unknown_names_have_neighbours(void **state) {
    (void)state;
    static const char *const near[][2] = {{"np.arrange", "np.arange\n"}, {"meam", "np.mean\n"}, {"resahpe", "np.reshape\n"}, {"plt.plott", "plt.plot\n"}};
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
        buf    out;
        tr_doc page;
        buf_init(&out);
        assert_false(tr_doc_find(near[i][0], &page));
        tr_doc_near(&out, near[i][0], 8);
        if (!strstr(out.text, near[i][1])) fail_msg("near %s: %s", near[i][0], out.text);
        buf_free(&out);
    }
    tr_doc page;
    assert_false(tr_doc_find("", &page));
    assert_false(tr_doc_find("np.", &page));
    assert_false(tr_doc_find("........................................................................................", &page));
}

static void a_page_fits_its_lines(void **state) {
    (void)state;
    tr_look look = {.width = 80};
    tr_doc  page;
    for (size_t place = 0; tr_doc_next(&place, &page);) {
        buf out;
        buf_init(&out);
        tr_doc_write(&out, &look, &page);
        assert_null(strstr(out.text, "py> "));
        assert_null(strstr(out.text, "@ufunc"));
        assert_non_null(strstr(out.text, "    >>> "));
        assert_false(buf_failed(&out));
        buf_free(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(examples_give_what_numpy_gives),
        TEST(names_of_numpy_have_pages),
        TEST(names_of_our_own_have_pages),
        TEST(pages_are_of_names_that_are_here),
        TEST(see_leads_to_pages),
        TEST(what_is_missing_has_a_reason),
        TEST(names_are_found_as_people_write_them),
        TEST(unknown_names_have_neighbours),
        TEST(a_page_fits_its_lines),
    };
    return RUN_TESTS(tests);
}
