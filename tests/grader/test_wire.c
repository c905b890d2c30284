/* Frames: what is written is read back, and nothing else is. */
#include "grader/arrays.h"
#include "grader/grade_int.h"

static grade_outcome sample(void) {
    grade_outcome o;
    grade_outcome_init(&o);
    o.verdict = GRADE_PASS;
    o.has_value = true;
    o.noutputs = 3;
    o.output[0] = ints(2, 3, I(1, -2, 3, 4, 5, 6));
    o.output[1] = words("High|Low");
    o.fact[0] = (grade_fact){.is_array = true, .writeable = true, .c_order = true, .shares_input = 1, .is_input = true};
    o.fact[1] = (grade_fact){.is_array = true, .shares_input = -1};
    o.fact[2] = (grade_fact){.shares_input = -1};
    o.changed = 5;
    o.cost = (grade_cost){1, 2, 3, 4, 5, 6};
    strcpy(o.value_kind, "table");
    o.problem = (bind_problem){.code = ERR_VALUE, .line = 3, .column = 4, .width = 5, .incomplete = true, .first = 3, .last = 7};
    strcpy(o.problem.type, "ValueError");
    strcpy(o.problem.text, "no");
    strcpy(o.problem.hint, "yes");
    strcpy(o.problem.rewrite, "x = 1");
    buf_puts(&o.printed, "hello\n");
    buf_puts(&o.warnings, "RuntimeWarning: w\n");
    return o;
}

static void free_outcome(grade_outcome *o) {
    for (size_t i = 0; i < GRADE_MAX_ARRAYS; i++) drop(o->output[i]);
    buf_free(&o->printed);
    buf_free(&o->warnings);
}

static buf sample_frame(void) {
    buf           b;
    grade_outcome o = sample();
    buf_init(&b);
    grade_reply_write(&b, &o);
    free_outcome(&o);
    return b;
}

static err_code read_frame(const void *bytes, size_t n, grade_outcome *o) {
    grade_outcome_init(o);
    return grade_reply_read(ctx(), bytes, n, o, NULL);
}

static void a_reply_comes_back_as_it_was(void **state) {
    (void)state;
    grade_outcome o;
    buf           b = sample_frame();
    assert_int_equal(grade_reply_length(b.text, b.n), b.n);
    assert_int_equal(read_frame(b.text, b.n, &o), ERR_OK);
    assert_int_equal(o.noutputs, 3);
    assert_int_equal(o.output[0]->ndim, 2);
    assert_memory_equal(o.output[0]->data, I(1, -2, 3, 4, 5, 6), 48);
    nd_scalar word = nd_load(o.output[1]->dtype, o.output[1]->data + o.output[1]->dtype.itemsize);
    assert_int_equal(word.n, 3);
    assert_int_equal(word.text[0], 'L');
    assert_null(o.output[2]);
    assert_true(o.fact[0].is_array && o.fact[0].writeable && o.fact[0].c_order && !o.fact[0].f_order && o.fact[0].is_input);
    assert_int_equal(o.fact[0].shares_input, 1);
    assert_int_equal(o.changed, 5);
    assert_int_equal(o.cost.instructions, 6);
    assert_int_equal(o.problem.line, 3);
    assert_true(o.problem.incomplete);
    assert_string_equal(o.problem.type, "ValueError");
    assert_string_equal(o.problem.hint, "yes");
    assert_string_equal(o.value_kind, "table");
    assert_string_equal(o.printed.text, "hello\n");
    assert_string_equal(o.warnings.text, "RuntimeWarning: w\n");
    free_outcome(&o);
    buf_free(&b);
}

/* One element of this type, all of whose bytes are zero. */
static nd_array *zero_of(const char *type) {
    nd_dtype d;
    assert_int_equal(nd_dtype_parse(type, &d, NULL), ERR_OK);
    nd_array *a = nd_zeros(ctx(), d, 1, (const ptrdiff_t[]){1}, 'C', NULL);
    assert_non_null(a);
    return a;
}

static void every_kind_of_type_comes_back(void **state) {
    static const char *const types[] = {"S5", "V3", "M8[D]", "m8[25s]", "i1,f8", "U2,(2,3)f4,M8[ns]"};
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        grade_outcome o, back;
        grade_outcome_init(&o);
        o.output[0] = zero_of(types[i]);
        o.noutputs = 1;
        buf b;
        buf_init(&b);
        grade_reply_write(&b, &o);
        assert_int_equal(read_frame(b.text, b.n, &back), ERR_OK);
        assert_true(nd_dtype_equal(back.output[0]->dtype, o.output[0]->dtype));
        for (size_t n = GRADE_FRAME_HEAD; n < b.n; n++) {
            grade_outcome cut;
            uint64_t      length = n;
            memcpy(b.text + 8, &length, 8);
            assert_int_equal(read_frame(b.text, n, &cut), ERR_FORMAT);
        }
        free_outcome(&back);
        free_outcome(&o);
        buf_free(&b);
    }
}

static void a_strided_array_is_sent_in_c_order(void **state) {
    (void)state;
    grade_outcome o, back;
    grade_outcome_init(&o);
    nd_array *a = ints(2, 3, I(1, 2, 3, 4, 5, 6));
    nd_view   v;
    nd_view_init(&v, a->dtype, 2, (ptrdiff_t[]){3, 2}, (ptrdiff_t[]){8, 24}, a->data);
    o.output[0] = &v.a;
    o.noutputs = 1;
    buf b;
    buf_init(&b);
    grade_reply_write(&b, &o);
    assert_int_equal(read_frame(b.text, b.n, &back), ERR_OK);
    assert_memory_equal(back.output[0]->data, I(1, 4, 2, 5, 3, 6), 48);
    free_outcome(&back);
    buf_free(&b);
    drop(a);
}

static void a_reply_cut_anywhere_is_refused(void **state) {
    (void)state;
    grade_outcome o;
    buf           b = sample_frame();
    for (size_t n = 0; n < b.n; n++) {
        uint64_t length = n;
        if (n >= GRADE_FRAME_HEAD) memcpy(b.text + 8, &length, 8);       /* a frame that believes in its length */
        assert_int_equal(read_frame(b.text, n, &o), ERR_FORMAT);
    }
    buf_free(&b);
}

static void a_reply_with_something_behind_it_is_refused(void **state) {
    (void)state;
    grade_outcome o;
    buf           b = sample_frame();
    buf_putc(&b, '\0');
    uint64_t length = b.n;
    memcpy(b.text + 8, &length, 8);
    assert_int_equal(read_frame(b.text, b.n, &o), ERR_FORMAT);
    buf_free(&b);
}

/* Whatever one byte says, reading ends and takes no memory that it does not give back. */
static void a_reply_with_any_byte_changed_is_harmless(void **state) {
    (void)state;
    static const unsigned char other[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    grade_outcome              o;
    buf                        b = sample_frame();
    for (size_t i = 0; i < b.n; i++)
        for (size_t k = 0; k < sizeof other; k++) {
            char before = b.text[i];
            b.text[i] = (char)other[k];
            if (read_frame(b.text, b.n, &o) == ERR_OK) free_outcome(&o);
            b.text[i] = before;
        }
    buf_free(&b);
}

static void verdicts_that_only_the_parent_gives_are_refused(void **state) {
    (void)state;
    static const struct { uint32_t verdict; err_code code; } table[] = {
        {GRADE_PASS, ERR_OK}, {GRADE_TIME, ERR_OK}, {GRADE_WRONG, ERR_FORMAT}, {GRADE_CRASH, ERR_FORMAT}, {99, ERR_FORMAT}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        grade_outcome o;
        buf           b = sample_frame();
        memcpy(b.text + GRADE_FRAME_HEAD, &table[i].verdict, 4);
        assert_int_equal(read_frame(b.text, b.n, &o), table[i].code);
        free_outcome(&o);
        buf_free(&b);
    }
}

static void no_frame_is_told_from_a_frame_that_is_not_whole(void **state) {
    (void)state;
    buf b = sample_frame();
    assert_int_equal(grade_reply_length(b.text, GRADE_FRAME_HEAD - 1), 0);
    b.text[0]++;
    assert_true(grade_reply_length(b.text, b.n) == SIZE_MAX);
    b.text[0]--;
    uint64_t length = UINT64_MAX;
    memcpy(b.text + 8, &length, 8);
    assert_true(grade_reply_length(b.text, b.n) == SIZE_MAX);
    buf_free(&b);
}

static void characters_that_drive_a_terminal_do_not_get_through(void **state) {
    (void)state;
    static const struct { const char *in, *out; } table[] = {
        {"plain\ttext\n", "plain\ttext\n"}, {"\x1b[31mred", "?[31mred"}, {"caf\xc3\xa9", "caf\xc3\xa9"}, {"\xff\xfe", "??"},
        {"\xc0\x80", "??"}, {"\xe2\x80\xae" "abc", "?abc"}, {"\xc2\x9b" "31m", "?31m"}, {"\xed\xa0\x80", "???"}, {"a\xe2\x82", "a??"}, {"\x7f\r", "??"}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        buf b;
        buf_init(&b);
        grade_clean(&b, table[i].in, strlen(table[i].in));
        assert_string_equal(b.text, table[i].out);
        buf_free(&b);
    }
}

static void a_request_comes_back_as_it_was(void **state) {
    (void)state;
    grade_request r = {.mode = GRADE_MODE_INPUTS, .count = true, .reseed = true, .seed = 7, .n = -1, .k = 3, .noutputs = 2,
                       .given = "a b", .setup = "a = 1", .nsetup = 5, .answer = "a\0b", .nanswer = 3};
    grade_request back;
    buf           b;
    buf_init(&b);
    grade_request_write(&b, &r);
    assert_int_equal(grade_request_read(b.text, b.n, &back, NULL), ERR_OK);
    assert_int_equal(back.mode, GRADE_MODE_INPUTS);
    assert_true(back.count && back.reseed && !back.sized);
    assert_int_equal(back.seed, 7);
    assert_true(back.n == -1 && back.k == 3 && back.noutputs == 2);
    assert_string_equal(back.given, "a b");
    assert_memory_equal(back.answer, "a\0b", 3);
    assert_int_equal(grade_request_read(b.text, b.n - 1, &back, NULL), ERR_INTERNAL);
    buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_reply_comes_back_as_it_was),
        TEST(every_kind_of_type_comes_back),
        TEST(a_strided_array_is_sent_in_c_order),
        TEST(a_reply_cut_anywhere_is_refused),
        TEST(a_reply_with_something_behind_it_is_refused),
        TEST(a_reply_with_any_byte_changed_is_harmless),
        TEST(verdicts_that_only_the_parent_gives_are_refused),
        TEST(no_frame_is_told_from_a_frame_that_is_not_whole),
        TEST(characters_that_drive_a_terminal_do_not_get_through),
        TEST(a_request_comes_back_as_it_was),
    };
    return RUN_TESTS(tests);
}
