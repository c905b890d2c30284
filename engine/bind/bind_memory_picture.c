/* bind/bind_memory_picture.c: np.explain(a): where an array's elements lie in its memory.
 *
 * The memory of the owner is drawn in slots, numbered in the order in which they lie there. A slot
 * is the largest length that divides the element, every stride and the place where the array
 * begins, so that all elements begin at a slot. Slots that the array reaches stand in brackets.
 * However large the array is, a few lines show where it begins.                                */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "bind/bind_picture.h"

enum { ROWS_MAX = 8, SLOTS_MAX = 160, VALUE_MAX = 10, VALUE_TEXT = 24, ORDER_ROWS = 6 };

typedef struct memory {
    const nd_array *a, *owner;
    const char     *start;
    size_t          nbytes, unit, nslots;
    ptrdiff_t       offset;          /* bytes from the start to a's first element */
    bool            values;          /* slots are elements of the owner: their values are shown */
    size_t          first, shown;    /* the slots that are drawn */
    int             columns, width, per_row;
    bool            touched[SLOTS_MAX];
} memory;

static size_t common_divisor(size_t a, size_t b) {
    while (b) {
        size_t t = a % b;
        a = b, b = t;
    }
    return a;
}

static size_t magnitude(ptrdiff_t x) { return x < 0 ? (size_t)-(x + 1) + 1 : (size_t)x; }

static void measure(memory *m, const nd_array *a, int columns) {
    m->a = a, m->owner = a->base ? a->base : a;
    m->columns = columns;
    m->start = m->owner->data, m->nbytes = nd_nbytes(m->owner);
    m->offset = a->data - m->start;
    m->unit = a->dtype.itemsize;
    for (int i = 0; i < a->ndim; i++)
        if (a->shape[i] > 1) m->unit = common_divisor(m->unit, magnitude(a->strides[i]));
    m->unit = common_divisor(common_divisor(m->unit, magnitude(m->offset)), m->nbytes);
    if (m->unit == 0) m->unit = 1;
    m->nslots = m->nbytes / m->unit;
    m->values = m->unit == m->owner->dtype.itemsize && nd_dtype_equal(a->dtype, m->owner->dtype) &&
                (nd_is_c_contiguous(m->owner) || nd_is_f_contiguous(m->owner));
}

/* --- which slots are drawn ------------------------------------------------------------------------ */

static size_t slot_of(const memory *m, const char *p) { return (size_t)(p - m->start) / m->unit; }

/* Mark the slots of elements that are drawn. Only elements near the window's start can be. */
static void touch(memory *m, int axis, const char *p, size_t *budget) {
    if (*budget == 0) return;
    if (axis == m->a->ndim) {
        size_t from = slot_of(m, p), n = m->a->dtype.itemsize / m->unit;
        for (size_t k = 0; k < n; k++)
            if (from + k >= m->first && from + k < m->first + m->shown) m->touched[from + k - m->first] = true;
        --*budget;
        return;
    }
    ptrdiff_t step = m->a->strides[axis], n = m->a->shape[axis];
    if (step == 0 && n > 1) n = 1;
    for (ptrdiff_t i = 0; i < n && *budget; i++) touch(m, axis + 1, p + i * step, budget);
}

/* --- the buffer ------------------------------------------------------------------------------------- */

static void value_text(const memory *m, size_t slot, char text[VALUE_TEXT]) {
    nd_view v;
    buf     b;
    if (!m->values) {
        snprintf(text, VALUE_TEXT, "%zu", slot);
        return;
    }
    buf_init(&b);
    nd_view_init(&v, m->owner->dtype, 0, NULL, NULL, (char *)(uintptr_t)m->start + slot * m->unit);
    v.a.flags |= ND_SCALAR;
    nd_str(&b, &v.a, NULL);
    size_t n = strcspn(b.text, "\n");
    bool   plain = n == b.n && n <= VALUE_MAX;
    for (size_t i = 0; i < n && plain; i++) plain = b.text[i] >= ' ' && b.text[i] < 127;
    snprintf(text, VALUE_TEXT, plain ? "%s" : "..", b.text);
    buf_free(&b);
}

static void widest_value(memory *m) {
    char text[VALUE_TEXT];
    m->width = 1;
    for (size_t i = 0; i < m->shown; i++) {
        value_text(m, m->first + i, text);
        if ((int)strlen(text) > m->width) m->width = (int)strlen(text);
    }
}

/* How many slots a row has, when an axis of the array or of the owner lets rows lie below one another. */
static size_t row_length(const memory *m, size_t fits) {
    const nd_array *o = m->owner;
    size_t          best = 0;
    if (m->values && o->ndim > 1) best = (size_t)(nd_is_c_contiguous(o) ? o->shape[o->ndim - 1] : o->shape[0]);
    if (best > 1 && best <= fits) return best;
    for (int i = 0; m->a->ndim > 1 && i < m->a->ndim; i++) {
        size_t step = magnitude(m->a->strides[i]) / m->unit;
        if (m->a->shape[i] > 1 && step > best && step <= fits) best = step;
    }
    return best > 1 && best <= fits ? best : fits;
}

/* Everything when it fits, else the slots from a little before the array's first on. */
static void choose_slots(memory *m) {
    const char *low, *high;
    nd_extent(m->a, &low, &high);
    if (m->nslots > SLOTS_MAX && m->a->size) m->first = slot_of(m, low);
    m->shown = m->nslots - m->first < SLOTS_MAX ? m->nslots - m->first : SLOTS_MAX;
    widest_value(m);
    int fits = (m->columns - 11) / (m->width + 2);
    m->per_row = (int)row_length(m, fits < 1 ? 1 : (size_t)fits);
    if (m->first) m->first = m->first / (size_t)m->per_row * (size_t)m->per_row;
    size_t room = (size_t)m->per_row * ROWS_MAX;
    if (room > SLOTS_MAX) room = SLOTS_MAX / (size_t)m->per_row * (size_t)m->per_row;
    m->shown = m->nslots - m->first < room ? m->nslots - m->first : room;
}

static void draw_slots(buf *out, memory *m) {
    char   text[VALUE_TEXT];
    size_t budget = 20000, end = m->first + m->shown;
    touch(m, 0, m->a->data, &budget);
    if (m->first) buf_printf(out, "%8s %zu %s before\n", "...", m->first, m->values ? "elements" : "slots");
    for (size_t row = m->first; row < end; row += (size_t)m->per_row) {
        size_t mark = out->n;
        buf_printf(out, "%8zu: ", row);
        for (size_t slot = row; slot < end && slot < row + (size_t)m->per_row; slot++) {
            value_text(m, slot, text);
            bool on = m->touched[slot - m->first];
            buf_printf(out, "%c%*s%c", on ? '[' : ' ', m->width, m->values || on ? text : ".", on ? ']' : ' ');
        }
        while (out->n > mark && !buf_failed(out) && out->text[out->n - 1] == ' ') buf_cut(out, out->n - 1);
        buf_putc(out, '\n');
    }
    if (end < m->nslots) buf_printf(out, "%8s %zu more\n", "...", m->nslots - end);
}

/* --- the numbers --------------------------------------------------------------------------------------- */

static void say_what(buf *out, const memory *m) {
    char shape[ND_SHAPE_TEXT], type[ND_DTYPE_TEXT];
    const nd_array *a = m->a;
    nd_shape_text(a->ndim, a->shape, shape);
    nd_dtype_text(a->dtype, type);
    buf_printf(out, "%s array of shape %s: %zu element%s of %u byte%s\n", type, shape, a->size, a->size == 1 ? "" : "s", a->dtype.itemsize, a->dtype.itemsize == 1 ? "" : "s");
    if (m->owner != a) {
        nd_shape_text(m->owner->ndim, m->owner->shape, shape);
        nd_dtype_text(m->owner->dtype, type);
        buf_printf(out, "memory: %zu bytes, not its own: those of %s %s\n", m->nbytes, type, shape);
    } else {
        buf_printf(out, "memory: %zu byte%s, its own\n", m->nbytes, m->nbytes == 1 ? "" : "s");
    }
    if (a->size == 0) buf_puts(out, "no elements: no memory is touched\n");
    else if (m->values) buf_printf(out, "begins at byte %td, element %td of the memory\n", m->offset, m->offset / (ptrdiff_t)m->unit);
    else buf_printf(out, "begins at byte %td; slots below are %zu byte%s\n", m->offset, m->unit, m->unit == 1 ? "" : "s");
}

static void say_axis(buf *out, const memory *m, int i) {
    ptrdiff_t step = m->a->strides[i], n = m->a->shape[i], item = (ptrdiff_t)m->a->dtype.itemsize;
    buf_printf(out, "axis %d: length %td, stride %td byte%s", i, n, step, step == 1 || step == -1 ? "" : "s");
    if (n <= 1 || m->a->size == 0) buf_puts(out, ": no step is taken\n");
    else if (step == 0) buf_puts(out, ": the same elements again and again\n");
    else if (item == 0 || step % item) buf_puts(out, step < 0 ? ": backwards\n" : "\n");
    else if (step / item == 1) buf_puts(out, ": to the next element\n");
    else if (step / item == -1) buf_puts(out, ": one element back\n");
    else buf_printf(out, ": %td elements %s\n", step / item < 0 ? -(step / item) : step / item, step < 0 ? "back" : "on");
}

static void say_order(buf *out, const nd_array *a) {
    bool c = nd_is_c_contiguous(a), f = nd_is_f_contiguous(a);
    buf_printf(out, "%s, %s\n", c && f ? "contiguous in C and in F order" : c ? "contiguous in C order: the last axis is closest together" : f ? "contiguous in F order: the first axis is closest together" : "not contiguous",
               nd_is_writeable(a) ? "writeable" : "read-only");
}

/* --- in which order ---------------------------------------------------------------------------------------- */

/* The slots of the array's elements, row by row as it is read. */
static void draw_order(buf *out, const memory *m) {
    const nd_array *a = m->a;
    ptrdiff_t       n = a->ndim ? a->shape[a->ndim - 1] : 1, rows = (ptrdiff_t)a->size / n, width = 1;
    for (size_t most = m->nslots; most >= 10; most /= 10) width++;
    ptrdiff_t fits = (m->columns - 8) / (width + 1);
    if (fits < 2) fits = 2;
    buf_printf(out, "%s of its elements, as it is read:\n", m->values ? "places" : "slots");
    for (ptrdiff_t row = 0; row < rows && row < ORDER_ROWS; row++) {
        const char *p = a->data;
        ptrdiff_t   left = row;
        for (int axis = a->ndim - 2; axis >= 0; axis--) {
            p += left % a->shape[axis] * a->strides[axis];
            left /= a->shape[axis];
        }
        buf_puts(out, "   ");
        for (ptrdiff_t k = 0; k < n && k < fits; k++) buf_printf(out, " %*zu", (int)width, slot_of(m, p + (a->ndim ? k * a->strides[a->ndim - 1] : 0)));
        buf_puts(out, n > fits ? " ...\n" : "\n");
    }
    if (rows > ORDER_ROWS) buf_printf(out, "    ... %td more rows\n", rows - ORDER_ROWS);
}

void bind_draw_memory(buf *out, const nd_array *a, int columns) {
    memory m = {.a = NULL};
    measure(&m, a, columns);
    say_what(out, &m);
    if (a->ndim == 0) buf_puts(out, "no axes: one element\n");
    for (int i = 0; i < a->ndim && i < 16; i++) say_axis(out, &m, i);
    if (a->ndim > 16) buf_printf(out, "... %d more axes\n", a->ndim - 16);
    say_order(out, a);
    if (m.nslots == 0) return;
    choose_slots(&m);
    buf_putc(out, '\n');
    draw_slots(out, &m);
    if (a->size == 0) return;
    buf_putc(out, '\n');
    draw_order(out, &m);
}
