/* Versions of a pack: what differs, and what an import does to answers that are stored. */
#include "pack_test.h"

#include "pack/pack_int.h"

static grader *g;
static store  *s;

static int changes_begin(void **state) {
    (void)state;
    err          e = {0};
    grade_limits limits;
    grade_limits_default(&limits);
    g = grade_open(&limits, &e);
    if (!g) fprintf(stderr, "%s\n", e.text);
    return g ? 0 : -1;
}

static int changes_end(void **state) {
    (void)state;
    grade_close(g);
    return 0;
}

/* The database stands beside the pack. */
static void open_store(void) {
    char path[96];
    err  e = {0};
    snprintf(path, sizeof path, "%s.db", pack_folder);
    unlink(path);
    s = store_open(path, &e);
    if (!s) fail_msg("%s", e.text);
}

static void close_store(void) {
    char command[256];
    store_close(s);
    snprintf(command, sizeof command, "rm -f %s.db %s.db-wal %s.db-shm", pack_folder, pack_folder, pack_folder);
    assert_int_equal(system(command), 0);
}

static void write_version(const char *version) {
    char *text = changed(about_text, "1.0.0", version);
    write_text("pack.md", text);
    mem_free(text);
}

static pack *open_pack(void) {
    err   e = {0};
    pack *p = pack_open(g, pack_folder, NULL, NULL, &e);
    if (!p) fail_msg("%s", e.text);
    return p;
}

static pack_imported import_ok(heard *h) {
    pack_imported sum;
    err           e = {0};
    pack         *p = open_pack();
    heard_init(h);
    if (pack_import(g, s, p, &sum, hear, h, &e) != ERR_OK) fail_msg("%s", e.text);
    pack_free(p);
    return sum;
}

static void answer(const char *id, const char *text) {
    grade_report    r;
    err             e = {0};
    store_question *q = store_question_get(s, id, &e);
    if (!q) fail_msg("%s", e.text);
    grade_report_init(&r);
    assert_int_equal(grade_answer(g, q, text, strlen(text), &r, &e), ERR_OK);
    store_attempt a = {.question = q->id, .answer = text, .verdict = grade_verdict_name(r.verdict), .code = r.code, .message = "", .mode = "grade", .at = 1000000};
    assert_int_equal(store_attempt_add(s, &a, &e), ERR_OK);
    grade_report_free(&r);
    store_question_free(q);
}

typedef struct last {
    int  n;
    char verdict[16], mode[16];
} last;

static bool take_last(const store_attempt *a, void *user) {
    last *l = user;
    if (l->n++ == 0) {
        snprintf(l->verdict, sizeof l->verdict, "%s", a->verdict);
        snprintf(l->mode, sizeof l->mode, "%s", a->mode);
    }
    return true;
}

static last last_of(const char *id) {
    last l = {0};
    err  e = {0};
    assert_int_equal(store_history(s, id, 100, take_last, &l, &e), ERR_OK);
    return l;
}

static void words_change_silently(void **state) {
    (void)state;
    heard h;
    open_store();
    write_example("q.md", NULL, NULL);
    pack_imported sum = import_ok(&h);
    assert_int_equal(sum.added, 1);
    heard_free(&h);
    answer("X1", "arr[arr > limit]");
    write_version("1.1.0");
    write_example("q.md", "Give the values of `arr`", "Return the values of `arr`");
    sum = import_ok(&h);
    assert_int_equal(sum.words, 1);
    assert_int_equal(sum.checks + sum.regraded + sum.added + sum.removed, 0);
    assert_int_equal(h.progress.n, 0);
    assert_int_equal(last_of("example-01").n, 1);
    heard_free(&h);
    close_store();
}

static void other_checks_grade_the_stored_answer_again(void **state) {
    (void)state;
    heard h;
    open_store();
    write_example("q.md", NULL, NULL);
    import_ok(&h);
    heard_free(&h);
    answer("X1", "np.compress(arr > limit, arr)");
    answer("X1", "arr > limit");                           /* the one that passed counts */
    write_version("1.1.0");
    write_example("q.md", "- no element loop", "- no element loop\n- avoids np.compress");
    char *text = changed(example_text(), "- no element loop", "- no element loop\n- avoids np.compress");
    char *other = changed(text, "np.compress(arr > limit, arr)", "arr[np.nonzero(arr > limit)[0]]");
    write_text("q.md", other);
    pack_imported sum = import_ok(&h);
    assert_int_equal(sum.checks, 1);
    assert_int_equal(sum.regraded, 1);
    assert_non_null(strstr(h.progress.text, "example-01: checks changed (Checks); your answer of 1970-01-12 passed and does not now: values match, but by other means"));
    last l = last_of("example-01");
    assert_int_equal(l.n, 3);
    assert_string_equal(l.verdict, "WRONG");
    assert_string_equal(l.mode, "regrade");
    heard_free(&h);
    mem_free(text);
    mem_free(other);
    close_store();
}

static void a_question_that_left_keeps_its_answers_and_comes_back_with_them(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    open_store();
    write_example("a.md", NULL, NULL);
    char *second = format_example(1);
    write_text("b.md", second);
    import_ok(&h);
    heard_free(&h);
    answer("X2", "int64, 128, [-56 54 2]");
    char path[128];
    snprintf(path, sizeof path, "%s/b.md", pack_folder);
    unlink(path);
    write_version("1.1.0");
    pack_imported sum = import_ok(&h);
    assert_int_equal(sum.removed, 1);
    heard_free(&h);
    assert_null(store_question_get(s, "X2", &e));
    write_text("b.md", second);
    write_version("1.2.0");
    sum = import_ok(&h);
    assert_int_equal(sum.added, 1);
    assert_int_equal(last_of("example-02").n, 1);
    heard_free(&h);
    mem_free(second);
    close_store();
}

static void an_older_version_stays_out_unless_the_pack_was_put_away(void **state) {
    (void)state;
    heard         h;
    pack_imported sum;
    err           e = {0};
    int64_t       n;
    open_store();
    write_example("q.md", NULL, NULL);
    write_version("2.0.0");
    import_ok(&h);
    heard_free(&h);
    write_version("1.9.0");
    pack *p = open_pack();
    assert_int_equal(pack_import(g, s, p, &sum, NULL, NULL, &e), ERR_VALUE);
    assert_non_null(strstr(e.text, "1.9.0 is older and stays out"));
    assert_int_equal(store_pack_remove(s, "test", &n, &e), ERR_OK);
    assert_int_equal(n, 1);
    assert_int_equal(pack_import(g, s, p, &sum, NULL, NULL, &e), ERR_OK);
    pack_free(p);
    close_store();
}

static void what_is_stored_is_what_was_imported(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    buf   a, b;
    open_store();
    for (int i = 0; i < 4; i++) {
        char  name[16];
        char *text = format_example(i);
        snprintf(name, sizeof name, "%d.md", i);
        write_text(name, text);
        mem_free(text);
    }
    import_ok(&h);
    heard_free(&h);
    pack *p = open_pack(), *stored = pack_from_store(s, "test", &e);
    assert_non_null(stored);
    buf_init(&a);
    buf_init(&b);
    assert_int_equal(pack_write(p, &a, &e), ERR_OK);
    assert_int_equal(pack_write(stored, &b, &e), ERR_OK);
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.text, b.text, a.n);
    assert_null(pack_from_store(s, "nothing", &e));
    assert_int_equal(e.code, ERR_KEY);
    buf_free(&a);
    buf_free(&b);
    pack_free(p);
    pack_free(stored);
    close_store();
}

static void one_file_holds_the_same_pack(void **state) {
    (void)state;
    err  e = {0};
    buf  one, a, b;
    char path[128];
    char *first = changed(example_text(), "in their order.", "in their order.\n\n```\n# Question\n```");   /* code is code */
    write_text("1.md", first);
    mem_free(first);
    char *follow = format_example(4), *second = format_example(1);
    write_text("2.md", second);
    buf_init(&one);
    buf_init(&a);
    buf_init(&b);
    buf_puts(&a, example_text());
    buf_putc(&a, '\n');
    buf_puts(&a, follow);
    write_text("3.md", a.text);
    char *other = changed(a.text, "id: example-01\nshort: X1", "id: example-09\nshort: X9");
    write_text("3.md", other);
    buf_clear(&a);
    assert_int_equal(pack_join(pack_folder, &one, NULL, NULL, &e), ERR_OK);
    pack *p = open_pack();
    assert_int_equal(pack_write(p, &a, &e), ERR_OK);
    snprintf(path, sizeof path, "%s.md", pack_folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fwrite(one.text, 1, one.n, f);
    fclose(f);
    pack *single = pack_open(g, path, NULL, NULL, &e);
    if (!single) fail_msg("%s", e.text);
    assert_int_equal(single->n, 4);
    for (size_t i = 0; i < single->n; i++) single->question[i]->shown_line = p->question[i]->shown_line;   /* lines are another file's */
    assert_string_equal(single->question[3]->id, "example-09+nan");
    assert_string_equal(single->about.version, "1.0.0");
    unlink(path);
    mem_free(follow);
    mem_free(second);
    mem_free(other);
    buf_free(&one);
    buf_free(&a);
    buf_free(&b);
    pack_free(p);
    pack_free(single);
}

static void a_fault_in_one_file_has_its_line(void **state) {
    (void)state;
    char  path[128], want[200];
    heard h;
    err   e = {0};
    buf   one;
    buf_init(&one);
    buf_puts(&one, about_text);
    buf_puts(&one, "\n# Question\n\n");
    buf_puts(&one, example_text());
    buf_puts(&one, "\n# Question\n\n");
    char *second = format_example(1), *broken = changed(second, "kind: predict", "kind: guess");
    buf_puts(&one, broken);
    snprintf(path, sizeof path, "%s/all.txt", pack_folder);
    write_text("all.txt", one.text);
    heard_init(&h);
    assert_null(pack_read(path, hear, &h, &e));
    snprintf(want, sizeof want, "all.txt:%d: kind 'guess' is not known", line_of(one.text, "kind: guess"));
    if (!strstr(h.faults.text, want) || h.nfaults != 1) fail_msg("wanted %s, said:\n%s", want, h.faults.text);
    heard_free(&h);
    mem_free(second);
    mem_free(broken);
    buf_free(&one);
}

static void a_template_asks_for_every_part(void **state) {
    (void)state;
    static const char *const kinds[] = {"code", "predict", "explain", "figure"};
    char folder[80];
    err  e = {0};
    snprintf(folder, sizeof folder, "%s/fresh", pack_folder);
    buf path;
    buf_init(&path);
    assert_int_equal(pack_new(folder, &path, &e), ERR_OK);
    assert_int_equal(pack_new(folder, &path, &e), ERR_VALUE);
    for (int i = 0; i < 4; i++) {
        buf_clear(&path);
        assert_int_equal(pack_add(folder, kinds[i], kinds[i], &path, &e), ERR_OK);
        /* Filled in with anything, it has the parts that its kind must have. */
        buf text, filled;
        buf_init(&text);
        buf_init(&filled);
        assert_int_equal(fs_read(path.text, 65536, &text, &e), ERR_OK);
        for (const char *c = text.text; *c; c++) {
            if (strncmp(c, "???", 3) != 0) {
                buf_putc(&filled, *c);
                continue;
            }
            bool title = filled.n > 7 && strcmp(filled.text + filled.n - 7, "title: ") == 0;
            buf_printf(&filled, title ? "A title" : "x%c", 'a' + i);
            while (c[1] && c[1] != '\n' && strncmp(c + 1, " words:", 7) != 0) c++;
        }
        faults f = {0};
        pack  *p = mem_zalloc(1, sizeof *p, &e);
        pack_question_read((pack_piece){filled.text, filled.n, 1}, "q.md", p, &f);
        if (f.n) fail_msg("%s: %s\n%s", kinds[i], f.first.text, filled.text);
        assert_int_equal(p->n, 1);
        pack_free(p);
        buf_free(&text);
        buf_free(&filled);
    }
    assert_int_equal(pack_add(folder, "code", "code", &path, &e), ERR_VALUE);
    assert_int_equal(pack_add(folder, "a b", "code", &path, &e), ERR_VALUE);
    assert_int_equal(pack_add(folder, "../x", "code", &path, &e), ERR_VALUE);
    assert_int_equal(pack_add(folder, "x", "guess", &path, &e), ERR_VALUE);
    assert_int_equal(pack_add("/nowhere", "x", "code", &path, &e), ERR_VALUE);
    buf_free(&path);
    strcpy(folder, pack_folder);
    strcat(pack_folder, "/fresh");
    expect_fault("code.md:3: to be filled in: what people type", false);
    expect_fault("pack.md:4: to be filled in: what the pack is about", false);
    strcpy(pack_folder, folder);
}

static void what_was_good_is_not_run_again(void **state) {
    (void)state;
    heard h;
    err   e = {0};
    write_example("a.md", NULL, NULL);
    char *second = format_example(1);
    write_text("b.md", second);
    heard_init(&h);
    pack *before = read_ok();
    assert_int_equal(pack_check_changed(g, before, NULL, hear, &h, &e), ERR_OK);
    uint64_t stamp = pack_stamp(pack_folder);
    char    *broken = changed(second, "int64, 128, 256", "int64, 128, [-56 54 2]");
    write_text("b.md", broken);
    assert_true(stamp != 0 && pack_stamp(pack_folder) != stamp);
    buf_clear(&h.progress);
    pack *now = read_ok();
    assert_int_equal(pack_check_changed(g, now, before, hear, &h, &e), ERR_FORMAT);
    assert_non_null(strstr(h.faults.text, "this wrong answer passes"));
    assert_int_equal(h.progress.n, 0);
    pack *later = read_ok();
    assert_int_equal(pack_check_changed(g, later, now, hear, &h, &e), ERR_FORMAT);     /* what was not good is */
    heard_free(&h);
    mem_free(second);
    mem_free(broken);
    pack_free(before);
    pack_free(now);
    pack_free(later);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(words_change_silently),
        PACK_TEST(other_checks_grade_the_stored_answer_again),
        PACK_TEST(a_question_that_left_keeps_its_answers_and_comes_back_with_them),
        PACK_TEST(an_older_version_stays_out_unless_the_pack_was_put_away),
        PACK_TEST(what_is_stored_is_what_was_imported),
        PACK_TEST(one_file_holds_the_same_pack),
        PACK_TEST(a_fault_in_one_file_has_its_line),
        PACK_TEST(a_template_asks_for_every_part),
        PACK_TEST(what_was_good_is_not_run_again),
    };
    return cmocka_run_group_tests(tests, changes_begin, changes_end);
}
