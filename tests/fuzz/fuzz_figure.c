/* tests/fuzz/fuzz_figure.c: figures as bytes: whatever is read can be drawn and is written back as it was. */
#include <stdlib.h>
#include <stdint.h>

#include "plot/plot.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    buf          out;
    plot_figure *f = plot_read(bytes, n, NULL);
    if (!f) return 0;
    buf_init(&out);
    plot_write(&out, f);
    plot_figure *again = plot_read(out.text, out.n, NULL);
    if (!again) abort();
    plot_free(again);
    plot_draw(&out, f, &(plot_look){.columns = 60});
    plot_svg(&out, f);
    if (f->width <= 5 && f->height <= 5 && plot_png(&out, f, 20, NULL)) abort();
    buf_free(&out);
    plot_free(f);
    return 0;
}
