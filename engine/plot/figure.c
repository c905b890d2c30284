/* plot/figure.c: making and freeing figures. Every list is grown by one: figures are small. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "plot/plot.h"

const char *plot_kind_word(plot_kind kind) {
    static const char *const words[] = {
#define X(name, word) [PLOT_##name] = word,
        PLOT_KINDS(X)
#undef X
    };
    _Static_assert(sizeof words / sizeof *words == PLOT_NKINDS, "a word a kind");
    return kind < PLOT_NKINDS ? words[kind] : "?";
}

plot_figure *plot_new(err *e) {
    plot_figure *f = mem_zalloc(1, sizeof *f, e);
    if (f) f->width = 6.4, f->height = 4.8;
    return f;
}

static void free_series(plot_series *s) {
    mem_free(s->x), mem_free(s->y), mem_free(s->z), mem_free(s->w);
    mem_free(s->label);
}

static void free_side(plot_side *s) {
    mem_free(s->label);
    mem_free(s->tick);
    for (size_t i = 0; s->tick_name && i < s->nticks; i++) mem_free(s->tick_name[i]);
    mem_free((void *)s->tick_name);
}

void plot_free(plot_figure *f) {
    if (!f) return;
    for (size_t i = 0; i < f->naxes; i++) {
        plot_axes *a = &f->axes[i];
        for (size_t k = 0; k < a->nseries; k++) free_series(&a->series[k]);
        mem_free(a->series);
        mem_free(a->title);
        free_side(&a->x), free_side(&a->y);
    }
    mem_free(f->axes);
    mem_free(f->title);
    mem_free(f);
}

plot_axes *plot_add_axes(plot_figure *f, err *e) {
    if (f->naxes >= PLOT_MAX_AXES) {
        err_set(e, ERR_VALUE, "a figure has at most %d axes", PLOT_MAX_AXES);
        return NULL;
    }
    plot_axes *list = mem_resize(f->axes, f->naxes + 1, sizeof *list, e);
    if (!list) return NULL;
    f->axes = list;
    plot_axes *a = &list[f->naxes++];
    memset(a, 0, sizeof *a);
    a->rows = a->cols = a->index = 1;
    return a;
}

plot_series *plot_add_series(plot_axes *a, err *e) {
    if (a->nseries >= PLOT_MAX_SERIES) {
        err_set(e, ERR_VALUE, "one axes has at most %d series", PLOT_MAX_SERIES);
        return NULL;
    }
    plot_series *list = mem_resize(a->series, a->nseries + 1, sizeof *list, e);
    if (!list) return NULL;
    a->series = list;
    plot_series *s = &list[a->nseries++];
    memset(s, 0, sizeof *s);
    return s;
}

bool plot_in_legend(const plot_series *s) { return s->label && s->label[0] && s->label[0] != '_' && s->kind != PLOT_IMAGE; }
