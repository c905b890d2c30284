/* grader/signature.c: a hash of everything an answer did, which tells one wrong answer from another. */
#include <string.h>

#include "grader/grade_int.h"
#include "grader/judge_int.h"

static uint64_t mix(uint64_t h, uint64_t x) {
    h = (h ^ x) * 0xff51afd7ed558ccdu;
    return h ^ h >> 32;
}

uint64_t grade_mix_text(uint64_t h, const char *text) {
    for (; *text; text++) h = mix(h, (unsigned char)*text);
    return mix(h, 0x100);
}

/* Kernels of different processors may differ in the last bits of a float: these are left out. */
static uint64_t float_bits(double x) {
    uint64_t bits;
    if (x != x) return 1;
    if (x == 0) return 0;
    memcpy(&bits, &x, sizeof bits);
    return (bits + (1u << 21)) & ~(uint64_t)((1u << 22) - 1);
}

static uint64_t mix_array(uint64_t h, const nd_array *a) {
    h = mix(mix(h, a->dtype.type), a->dtype.itemsize);
    for (int i = 0; i < a->ndim; i++) h = mix(h, (uint64_t)a->shape[i]);
    nd_walk w;
    if (a->size == 0) return h;
    for (nd_walk_init(&w, 1, (const nd_array *const[]){a}, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            nd_scalar x = nd_load(a->dtype, w.p[0] + (ptrdiff_t)i * w.stride[0]);
            if (x.kind == 'f') h = mix(h, float_bits(x.u.f));
            else if (x.kind == 'c') h = mix(mix(h, float_bits(x.u.c.re)), float_bits(x.u.c.im));
            else if (!strchr("USV", x.kind)) h = mix(h, x.kind == 'b' ? x.u.b : x.u.u);
            for (size_t k = 0; strchr("SV", x.kind) && k < x.n; k++) h = mix(h, (unsigned char)x.bytes[k]);
            for (size_t k = 0; x.kind == 'U' && k < x.n; k++) h = mix(h, x.text[k]);
        }
    return h;
}

uint64_t grade_mix_outcome(uint64_t h, const grade_outcome *o, const grade_finding *f) {
    h = grade_mix_text(mix(h, o->verdict), f->code);
    h = grade_mix_text(h, o->value_kind);
    if (o->verdict == GRADE_ERROR) h = grade_mix_text(grade_mix_text(h, o->problem.type), o->problem.text);
    h = mix(mix(h, o->noutputs), o->changed);
    for (size_t k = 0; k < o->noutputs; k++) {
        const grade_fact *fact = &o->fact[k];
        h = mix(mix(h, (uint64_t)(fact->shares_input + 1)), fact->is_input);
        h = mix(mix(mix(h, fact->is_array), fact->c_order), fact->f_order);
        if (o->output[k]) h = mix_array(h, o->output[k]);
    }
    return h;
}
