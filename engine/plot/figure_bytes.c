/* plot/figure_bytes.c: a figure as bytes and back.
 *
 *   magic u32 | title | width, height | count of axes | axes...
 *   text: length + 1 as u32 (0: none), bytes      numbers: count u64 (0: none), doubles
 *
 * Both ends are one program on one machine. The reader believes nothing: every length is held
 * against the bytes that are left, every count and choice against its range.                    */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "plot/plot.h"

#define MAGIC 0x4750444eu

/* --- writing --------------------------------------------------------------------------------- */

static void put_u32(buf *b, uint32_t x) { buf_add(b, &x, sizeof x); }
static void put_u64(buf *b, uint64_t x) { buf_add(b, &x, sizeof x); }
static void put_f64(buf *b, double x) { buf_add(b, &x, sizeof x); }

static void put_text(buf *b, const char *text) {
    size_t n = text ? strnlen(text, PLOT_MAX_TEXT) : 0;
    put_u32(b, text ? (uint32_t)n + 1 : 0);
    if (n) buf_add(b, text, n);
}

static void put_numbers(buf *b, const double *x, size_t n) {
    put_u64(b, x ? (uint64_t)n + 1 : 0);
    if (x && n) buf_add(b, x, n * sizeof *x);
}

static void put_side(buf *b, const plot_side *s) {
    put_text(b, s->label);
    put_u32(b, (uint32_t)(s->limit.set | s->log << 1 | s->own_ticks << 2 | (s->tick_name != NULL) << 3));
    put_f64(b, s->limit.from);
    put_f64(b, s->limit.to);
    put_numbers(b, s->tick, s->nticks);
    for (size_t i = 0; s->tick_name && i < s->nticks; i++) put_text(b, s->tick_name[i]);
}

static void put_series(buf *b, const plot_series *s) {
    size_t nz = s->kind == PLOT_IMAGE ? s->rows * s->cols : s->n;
    put_u32(b, s->kind);
    put_u64(b, s->n), put_u64(b, s->rows), put_u64(b, s->cols);
    put_numbers(b, s->x, s->n);
    put_numbers(b, s->y, s->n);
    put_numbers(b, s->z, nz);
    put_numbers(b, s->w, s->n);
    put_text(b, s->label);
    put_u32(b, (uint32_t)s->color);
    put_u32(b, (unsigned char)s->marker);
    put_u32(b, s->lower);
    buf_add(b, s->line, sizeof s->line);
}

void plot_write(buf *out, const plot_figure *f) {
    put_u32(out, MAGIC);
    put_text(out, f->title);
    put_f64(out, f->width), put_f64(out, f->height);
    put_u32(out, (uint32_t)f->naxes);
    for (size_t i = 0; i < f->naxes; i++) {
        const plot_axes *a = &f->axes[i];
        put_u32(out, (uint32_t)a->rows), put_u32(out, (uint32_t)a->cols), put_u32(out, (uint32_t)a->index);
        put_text(out, a->title);
        put_side(out, &a->x), put_side(out, &a->y);
        put_u32(out, (uint32_t)(a->legend | a->grid << 1 | a->hidden << 2 | a->equal << 3));
        put_u32(out, (uint32_t)a->nseries);
        for (size_t k = 0; k < a->nseries; k++) put_series(out, &a->series[k]);
    }
}

/* --- reading ------------------------------------------------------------------------------------ */

typedef struct reader {
    const char *p, *end;
    size_t      numbers;          /* read so far */
    bool        wrong;            /* stays */
    err        *e;
} reader;

static void refuse(reader *r, const char *what) {
    if (!r->wrong) err_set(r->e, ERR_FORMAT, "a figure that cannot be read: %s", what);
    r->wrong = true;
}

static void get(reader *r, void *to, size_t n) {
    memset(to, 0, n);
    if (r->wrong || (size_t)(r->end - r->p) < n) {
        refuse(r, "it ends early");
        return;
    }
    memcpy(to, r->p, n);
    r->p += n;
}

static uint32_t get_u32(reader *r) { uint32_t x; get(r, &x, sizeof x); return x; }
static uint64_t get_u64(reader *r) { uint64_t x; get(r, &x, sizeof x); return x; }
static double   get_f64(reader *r) { double x; get(r, &x, sizeof x); return x; }

static uint32_t get_at_most(reader *r, uint32_t most, const char *what) {
    uint32_t x = get_u32(r);
    if (x <= most) return x;
    refuse(r, what);
    return 0;
}

static char *get_text(reader *r) {
    uint32_t n = get_at_most(r, PLOT_MAX_TEXT + 1, "a text is too long");
    if (r->wrong || n == 0) return NULL;
    n--;
    if ((size_t)(r->end - r->p) < n || memchr(r->p, 0, n)) {
        refuse(r, "a text is broken");
        return NULL;
    }
    char *text = mem_strndup(r->p, n, r->e);
    r->p += n;
    if (!text) r->wrong = true;
    return text;
}

/* n numbers, or none at all. */
static double *get_numbers(reader *r, uint64_t n) {
    uint64_t told = get_u64(r);
    if (r->wrong || told == 0) return NULL;
    if (told - 1 != n || n > PLOT_MAX_NUMBERS - r->numbers || n > (size_t)(r->end - r->p) / sizeof(double)) {
        refuse(r, "its numbers do not fit");
        return NULL;
    }
    double *x = mem_alloc((size_t)n, sizeof *x, r->e);
    if (!x) r->wrong = true;
    else get(r, x, (size_t)n * sizeof *x);
    r->numbers += (size_t)n;
    return x;
}

static void get_side(reader *r, plot_side *s) {
    s->label = get_text(r);
    uint32_t flags = get_at_most(r, 15, "flags");
    s->limit.set = flags & 1, s->log = flags >> 1 & 1, s->own_ticks = flags >> 2 & 1;
    s->limit.from = get_f64(r), s->limit.to = get_f64(r);
    uint64_t n;
    if (r->wrong || (size_t)(r->end - r->p) < sizeof n) return refuse(r, "it ends early");
    memcpy(&n, r->p, sizeof n);
    n = n ? n - 1 : 0;
    s->tick = get_numbers(r, n);
    if (!s->tick || !(flags & 8)) {
        s->nticks = s->tick ? (size_t)n : 0;
        return;
    }
    s->tick_name = mem_zalloc((size_t)n + 1, sizeof *s->tick_name, r->e);
    if (!s->tick_name) r->wrong = true;
    else s->nticks = (size_t)n;
    for (size_t i = 0; i < s->nticks && !r->wrong; i++)
        if (!(s->tick_name[i] = get_text(r))) refuse(r, "a tick without a name");
}

static bool needs(plot_kind kind, char part) {
    static const char *const parts[PLOT_NKINDS] = {
        [PLOT_LINE] = "xy", [PLOT_SCATTER] = "xy", [PLOT_BAR] = "xyzw", [PLOT_BARH] = "xyzw", [PLOT_HIST] = "xyzw",
        [PLOT_IMAGE] = "z", [PLOT_FILL] = "xyz", [PLOT_HLINE] = "y", [PLOT_VLINE] = "x",
    };
    return strchr(parts[kind], part) != NULL;
}

static void get_series(reader *r, plot_series *s) {
    s->kind = (plot_kind)get_at_most(r, PLOT_NKINDS - 1, "an unknown kind");
    uint64_t n = get_u64(r), rows = get_u64(r), cols = get_u64(r);
    if (n > PLOT_MAX_NUMBERS || rows > PLOT_MAX_NUMBERS || cols > PLOT_MAX_NUMBERS) return refuse(r, "too many numbers");
    if (s->kind == PLOT_IMAGE && cols && rows > PLOT_MAX_NUMBERS / cols) return refuse(r, "too many numbers");
    s->n = (size_t)n, s->rows = (size_t)rows, s->cols = (size_t)cols;
    s->x = get_numbers(r, n);
    s->y = get_numbers(r, n);
    s->z = get_numbers(r, s->kind == PLOT_IMAGE ? rows * cols : n);
    s->w = get_numbers(r, n);
    if (!s->x != !needs(s->kind, 'x') || !s->y != !needs(s->kind, 'y') || !s->z != !needs(s->kind, 'z') || !s->w != !needs(s->kind, 'w'))
        return refuse(r, "numbers that its kind does not have");
    if ((s->kind == PLOT_HLINE || s->kind == PLOT_VLINE) && n != 1) return refuse(r, "one line is one number");
    s->label = get_text(r);
    s->color = (int)get_at_most(r, 0xffffff, "a colour");
    uint32_t marker = get_at_most(r, 126, "a marker");
    if (marker && marker < 33) refuse(r, "a marker");
    s->marker = (char)marker;
    s->lower = get_at_most(r, 1, "flags");
    get(r, s->line, sizeof s->line);
    if (s->line[sizeof s->line - 1] || s->line[strspn(s->line, "-:.")]) refuse(r, "a line style");
}

static void get_axes(reader *r, plot_axes *a) {
    a->rows = (int)get_at_most(r, 1000, "rows"), a->cols = (int)get_at_most(r, 1000, "columns");
    a->index = (int)get_at_most(r, 1000000, "a place");
    if (a->rows < 1 || a->cols < 1 || a->index < 1 || a->index > a->rows * a->cols) return refuse(r, "a place that is not there");
    a->title = get_text(r);
    get_side(r, &a->x), get_side(r, &a->y);
    uint32_t flags = get_at_most(r, 15, "flags"), n = get_at_most(r, PLOT_MAX_SERIES, "too many series");
    a->legend = flags & 1, a->grid = flags >> 1 & 1, a->hidden = flags >> 2 & 1, a->equal = flags >> 3 & 1;
    for (uint32_t k = 0; k < n && !r->wrong; k++) {
        plot_series *s = plot_add_series(a, r->e);
        if (s) get_series(r, s);
        else r->wrong = true;
    }
}

static bool is_size(double x) { return isfinite(x) && x >= 0.1 && x <= 100; }

plot_figure *plot_read(const void *bytes, size_t n, err *e) {
    reader       r = {.p = bytes, .end = (const char *)bytes + n, .e = e};
    plot_figure *f = plot_new(e);
    if (!f) return NULL;
    if (get_u32(&r) != MAGIC) refuse(&r, "it is none");
    f->title = get_text(&r);
    f->width = get_f64(&r), f->height = get_f64(&r);
    if (!r.wrong && (!is_size(f->width) || !is_size(f->height))) refuse(&r, "its size");
    uint32_t count = get_at_most(&r, PLOT_MAX_AXES, "too many axes");
    for (uint32_t i = 0; i < count && !r.wrong; i++) {
        plot_axes *a = plot_add_axes(f, e);
        if (a) get_axes(&r, a);
        else r.wrong = true;
    }
    if (!r.wrong && r.p != r.end) refuse(&r, "something follows it");
    if (!r.wrong) return f;
    plot_free(f);
    return NULL;
}
