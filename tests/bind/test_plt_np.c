/* tests/bind/test_plt_np.c: plt: what it takes, what it refuses, and the figure it leaves.
 *
 * Each error text, limit and histogram is what matplotlib 3.11 says of the same line, unless the
 * line is about what only exists here.                                                       */
#include "bind/file_groups.h"

static const group refused[] = {
    {"plt.plot([1, 2], [1, 2, 3])", "ValueError: x and y must have same first dimension, but have shapes (2,) and (3,)\n"},
    {"plt.plot(np.zeros((2, 2, 2)))", "ValueError: x and y can be no greater than 2D, but have shapes (2,) and (2, 2, 2)\n"},
    {"plt.plot([1, 2], 'foo')", "ValueError: 'foo' is not a valid format string (unrecognized character 'f')\n"},
    {"plt.plot([1, 2], 'rr')", "ValueError: 'rr' is not a valid format string (two color symbols)\n"},
    {"plt.plot([1, 2], '--:')", "ValueError: '--:' is not a valid format string (two linestyle symbols)\n"},
    {"plt.plot([1, 2], 'oo')", "ValueError: 'oo' is not a valid format string (two marker symbols)\n"},
    {"plt.plot([1, 2], foo=1)", "AttributeError: Line2D.set() got an unexpected keyword argument 'foo'\n"},
    {"plt.plot([1, 2], marker='q')", "ValueError: Unrecognized marker style 'q'\n"},
    {"plt.scatter([1, 2], [1])", "ValueError: x and y must be the same size\n"},
    {"plt.scatter([1, 2])", "TypeError: scatter() missing 1 required positional argument: 'y'\n"},
    {"plt.scatter([1, 2], [1, 2], c=[1, 2, 3])", "ValueError: 'c' argument has 3 elements, which is inconsistent with 'x' and 'y' with size 2.\n"},
    {"plt.bar([1, 2], [1, 2, 3])",
     "ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between 'x' with shape (2,) and 'height' with shape (3,).\n"},
    {"plt.hist([1, 2], bins=0)", "ValueError: `bins` must be positive, when an integer\n"},
    {"plt.hist([1, 2], bins=[3, 1])", "ValueError: `bins` must increase monotonically, when an array\n"},
    {"plt.imshow([1, 2])", "TypeError: Invalid shape (2,) for image data\n"},
    {"plt.imshow(np.zeros((2, 2, 2)))", "TypeError: Invalid shape (2, 2, 2) for image data\n"},
    {"plt.subplot(2, 2, 5)", "ValueError: num must be an integer with 1 <= num <= 4, not 5\n"},
    {"plt.subplot(1, 2)", "TypeError: subplot() takes 1 or 3 positional arguments but 2 were given\n"},
    {"plt.subplot(0, 1, 1)", "ValueError: Number of rows must be a positive integer, not 0\n"},
    {"plt.xlim(np.nan, 1)", "ValueError: Axis limits cannot be NaN or Inf\n"},
    {"plt.title()", "TypeError: title() missing 1 required positional argument: 'label'\n"},
    {"plt.foo(1)", "AttributeError: module 'matplotlib.pyplot' has no attribute 'foo'\n"},
    {"plt.gca().foo", "AttributeError: 'Axes' object has no attribute 'foo'\n"},
    {"plt.legend(foo=1)", "TypeError: Legend.__init__() got an unexpected keyword argument 'foo'\n"},
};

static const group taken[] = {
    {"print(plt.xlim(1, 1))", "(0.95, 1.05)\n"},
    {"plt.close('all'); print(plt.hist([1, 2, 2, 3], bins=3)[:2])", "(array([1., 2., 1.]), array([1.        , 1.66666667, 2.33333333, 3.        ]))\n"},
    {"print(plt.hist([1, np.nan, 2], bins=2)[0])", "[1. 1.]\n"},
    {"print(plt.hist([[1, 2], [3, 4]], bins=3)[0])", "[[1. 1. 0.]\n [0. 0. 2.]]\n"},
    {"print(plt.hist([1, 2, 2, 3], bins=3, density=True, cumulative=True)[0])", "[0.25 0.75 1.  ]\n"},
    {"plt.close('all'); print(len(plt.plot([1], [2], [3], [4], 'r', 'b')))", "3\n"},
    {"plt.close('all'); print(len(plt.plot([[1, 2], [3, 4]])), plt.plot() == [])", "2 True\n"},
    {"plt.close('all'); print(plt.plot([1], label='a')[0].get_label(), plt.plot([5, 6])[0].get_xdata())", "a [0. 1.]\n"},
    {"plt.close('all'); print(plt.plot(['b', 'a', 'b'], [1, 2, 3])[0].get_xdata())", "[0. 1. 0.]\n"},
    {"plt.close('all'); fig, axs = plt.subplots(2, 3); print(axs.shape, len(fig.axes), len(plt.subplots(3)[1]))", "(2, 3) 6 3\n"},
    {"a = np.arange(3.0); l = plt.plot(a); a[0] = 9; print(l[0].get_ydata())", "[0. 1. 2.]\n"},
    {"plt.close('all'); plt.plot(np.ma.array([1, 2, 5], mask=[0, 1, 0])); print(plt.gca().lines == nil)", "AttributeError: 'Axes' object has no attribute 'lines'\n"},
    {"plt.close('all'); plt.figure(3); print(plt.get_fignums()); plt.figure(); print(plt.get_fignums()); plt.close(3); print(plt.get_fignums())",
     "[3]\n[3, 4]\n[4]\n"},
    {"plt.close('all'); fig, axs = plt.subplots(2, 2); axs[0, 1].plot([1, 2], label='q'); axs[0, 1].set(title='t', xlim=(0, 1))\n"
     "for ax in axs.flat do ax.set_xlabel('x') end\n"
     "print(axs[0, 1].get_title(), axs[0, 1].get_xlim(), axs[1][0].get_xlim(), axs[1, 1].get_xlabel())",
     "t (0.0, 1.0) (0.0, 1.0) x\n"},
    {"fig, (a1, a2) = plt.subplots(1, 2); a2.set_title('second'); print(a2.get_title(), a1.get_title() == '')\n"
     "fig, ((b1, b2), (b3, b4)) = plt.subplots(2, 2); b3.set_title('third'); print(fig.axes[2].get_title())\n"
     "fig, grid = plt.subplots(2, 2)\nfor row in grid do print(len(row)) end",
     "second True\nthird\n2\n2\n"},
    {"plt.sca(axs[1, 0]); plt.title('here'); print(axs[1, 0].get_title(), axs[0, 0].get_title() == '')", "here True\n"},
    {"ax = plt.gca(); ax:plot({1, 2}); ax.plot([3, 4]); print(ax.get_ylim())", "(0.85, 4.15)\n"},
    {"plt.close('all'); b = plt.bar([1, 2], [3, 4], color=['r', 'g']); p = plt.scatter([1, 2], [3, 4], c=['r', 'b']); plt.plot([1, 2], color=(1, 0, 0)); print(plt.ylim())",
     "(0.0, 4.2)\n"},
    {"plt.axis([0, 1, 2, 3]); print(plt.xlim(), plt.ylim())", "(0.0, 1.0) (2.0, 3.0)\n"},
};

static void arguments_are_refused_as_by_matplotlib(void **state) {
    (void)state;
    RUN_GROUPS(refused);
}

static void arguments_are_taken_as_by_matplotlib(void **state) {
    (void)state;
    RUN_GROUPS(taken);
}

/* --- the figure that is left ------------------------------------------------------------------------ */

static plot_figure *figure_of(const char *program) {
    bind_problem p;
    err          e;
    buf          printed;
    bind_options o = {.sandbox = true, .write = groups_write, .warn = groups_warn, .user = &printed};
    buf_init(&printed);
    bind_state *s = bind_open(&o, &e);
    assert_non_null(s);
    assert_false(bind_has_figure(s));
    assert_null(bind_figure(s, &e));
    assert_int_equal(e.code, ERR_OK);
    if (!bind_run(s, "figure", program, strlen(program), NOTATION_PROGRAM, &p)) fail_msg("%s: %s", p.type, p.text);
    plot_figure *f = bind_figure(s, &e);
    assert_true(bind_has_figure(s) == (f != NULL));
    assert_int_equal(e.code, ERR_OK);
    bind_close(s);
    buf_free(&printed);
    return f;
}

static void a_figure_is_data_even_after_show(void **state) {
    (void)state;
    plot_figure *f = figure_of("import numpy as np\nimport matplotlib.pyplot as plt\n"
                               "x = np.linspace(0, 1, 5)\nplt.plot(x, x ** 2, 'r--o', label='square')\nplt.bar(['a', 'b'], [1, 2])\n"
                               "plt.xlabel('x'); plt.ylabel('y'); plt.title('t'); plt.legend(); plt.grid(True); plt.xlim(0, 2)\nplt.show()\n");
    assert_non_null(f);
    assert_int_equal(f->naxes, 1);
    const plot_axes *a = &f->axes[0];
    assert_string_equal(a->title, "t");
    assert_string_equal(a->x.label, "x");
    assert_string_equal(a->y.label, "y");
    assert_true(a->legend && a->grid && a->x.limit.set && a->x.limit.to == 2 && !a->y.limit.set);
    assert_int_equal(a->nseries, 2);
    const plot_series *s = &a->series[0];
    assert_int_equal(s->kind, PLOT_LINE);
    assert_int_equal(s->n, 5);
    assert_true(s->x[1] == 0.25 && s->y[1] == 0.0625);
    assert_string_equal(s->label, "square");
    assert_string_equal(s->line, "--");
    assert_int_equal(s->marker, 'o');
    assert_int_equal(s->color, 0xff0000);
    assert_int_equal(a->series[1].kind, PLOT_BAR);
    assert_string_equal(a->x.tick_name[1], "b");
    plot_free(f);
}

static void dates_are_ticks_with_names(void **state) {
    (void)state;
    plot_figure *f = figure_of("import numpy as np\nplt.plot(np.array(['2024-02-27', '2024-03-02', 'NaT'], dtype='datetime64[D]'), [1, 2, 3])");
    assert_non_null(f);
    const plot_side *x = &f->axes[0].x;
    assert_int_equal(x->nticks, 5);
    assert_string_equal(x->tick_name[0], "2024-02-27");
    assert_string_equal(x->tick_name[2], "2024-02-29");
    assert_string_equal(x->tick_name[4], "2024-03-02");
    assert_true(f->axes[0].series[0].x[1] - f->axes[0].series[0].x[0] == 4);
    assert_true(f->axes[0].series[0].x[2] != f->axes[0].series[0].x[2]);
    plot_free(f);
}

static void nothing_drawn_is_no_figure(void **state) {
    (void)state;
    assert_null(figure_of("x = 1"));
    assert_null(figure_of("plt.close('all')"));
    assert_null(figure_of("plt.figure()"));
}

static void what_is_drawn_after_show_is_a_new_figure(void **state) {
    (void)state;
    plot_figure *f = figure_of("plt.plot({1, 2}); plt.show(); plt.scatter({1}, {2})");
    assert_non_null(f);
    assert_int_equal(f->axes[0].nseries, 1);
    assert_int_equal(f->axes[0].series[0].kind, PLOT_SCATTER);
    plot_free(f);
}

/* --- show and savefig ---------------------------------------------------------------------------------- */

static void show_prints_where_somebody_looks(void **state) {
    (void)state;
    bind_problem p;
    buf          printed;
    const char  *program = "plt.plot({1, 3, 2}); plt.title('drawn'); plt.show()";
    for (int columns = 0; columns <= 60; columns += 60) {
        bind_options o = {.sandbox = true, .write = groups_write, .user = &printed, .columns = columns};
        buf_init(&printed);
        bind_state *s = bind_open(&o, NULL);
        assert_true(bind_run(s, "show", program, strlen(program), NOTATION_PROGRAM, &p));
        assert_true((columns > 0) == (strstr(printed.text, "drawn") != NULL));
        bind_close(s);
        buf_free(&printed);
    }
}

static const group saved[] = {
    {"plt.plot([1, 2]); plt.savefig('a.png'); print(np.fromfile('a.png', dtype='u1')[:4])", "[137  80  78  71]\n"},
    {"plt.savefig('b.svg'); print(np.fromfile('b.svg', dtype='u1')[:4])", "[ 60 115 118 103]\n"},
    {"plt.savefig('c'); print(np.fromfile('c.png', dtype='u1')[1:4])", "[80 78 71]\n"},
    {"plt.savefig('c.pdf')", "ValueError: Format 'pdf' is not supported (supported formats: png, svg)\n"},
    {"plt.savefig('../a.png')", "PermissionError: a path with '..' is not taken here: '../a.png'\n"},
    {"plt.savefig('/etc/a.png')", "PermissionError: only files below the current folder can be reached: '/etc/a.png'\n"},
    {"plt.figure(figsize=(0, 1))", "ValueError: figsize must be two lengths in inches between 0.1 and 100, not (0, 1)\n"},
    {"plt.figure(figsize=(90, 90)); plt.savefig('big.png', dpi=300)", "ValueError: a picture of 27000 by 27000 pixels: at most 50 million\n"},
};

static void pictures_stay_in_the_folder(void **state) {
    (void)state;
    RUN_FILE_GROUPS(saved);
}

static const group no_folder[] = {
    {"plt.plot([1, 2]); plt.savefig('a.png')", "PermissionError: files are not available here\n"},
};

static void pictures_need_a_folder(void **state) {
    (void)state;
    RUN_GROUPS(no_folder);
}

static void count_name(const char *name, void *user) {
    size_t *n = user;
    *n += strncmp(name, "plo", 3) == 0 ? 100 : 1;
}

static void names_are_offered_before_plt_is_used(void **state) {
    (void)state;
    size_t      n = 0;
    bind_state *s = bind_open(&(bind_options){.sandbox = true}, NULL);
    assert_non_null(s);
    bind_names(s, "plt", "", count_name, &n);
    assert_in_range(n, 140, 160);
    bind_close(s);
}

static void no_memory_loses_nothing(void **state) {
    (void)state;
    const char *program = "plt.plot({1, 2, 3}, 'r--'); plt.title('t'); plt.bar({1}, {2}); plt.xlim(); plt.show()";
    for (uint64_t n = 1; n < 4000; n += 7) {
        buf          printed;
        bind_problem p;
        bind_options o = {.sandbox = true, .write = groups_write, .user = &printed, .columns = 60};
        buf_init(&printed);
        bind_state *s = bind_open(&o, NULL);
        assert_non_null(s);
        mem_fail_from(n);
        bool ran = bind_run(s, "memory", program, strlen(program), NOTATION_PROGRAM, &p);
        mem_fail_from(0);
        bind_close(s);
        buf_free(&printed);
        if (ran) break;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(arguments_are_refused_as_by_matplotlib),
        TEST(arguments_are_taken_as_by_matplotlib),
        TEST(a_figure_is_data_even_after_show),
        TEST(dates_are_ticks_with_names),
        TEST(nothing_drawn_is_no_figure),
        TEST(what_is_drawn_after_show_is_a_new_figure),
        TEST(show_prints_where_somebody_looks),
        TEST(pictures_stay_in_the_folder),
        TEST(pictures_need_a_folder),
        TEST(names_are_offered_before_plt_is_used),
        TEST(no_memory_loses_nothing),
    };
    return RUN_TESTS(tests);
}
