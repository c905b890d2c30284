/* array/cpu.c: which copy of the kernels runs here. Chosen once, at the first question.
 *
 * Every k_*.c is compiled several times, once a processor level; each copy has a filler of its
 * own name. The best copy this processor can run wins unless NDRILL_CPU names another.        */
#include <stdlib.h>
#include <string.h>
#if defined(__GLIBC__) && defined(__x86_64__) && __GLIBC_PREREQ(2, 33)
#include <sys/platform/x86.h>
#endif

#include "array/kernels.h"

typedef struct level {
    const char *key, *name;
    void (*fill)(nd_kernels *t);
} level;

#define FILLER(cpu)                                                      \
    static void fill_##cpu(nd_kernels *t) { ND_KERNEL_FILES(CALL_##cpu) }

#if defined(ND_CPU_ONLY_BASE)

#define X(file) void nd_k_##file##_base(nd_kernels *t);
ND_KERNEL_FILES(X)
#undef X
#define CALL_base(file) nd_k_##file##_base(t);
FILLER(base)

static const level levels[] = {{"base", "portable", fill_base}};

static bool can_run(size_t i) { return i == 0; }

#else

#define X(file)                               \
    void nd_k_##file##_v1(nd_kernels *t);     \
    void nd_k_##file##_v3(nd_kernels *t);     \
    void nd_k_##file##_v4(nd_kernels *t);
ND_KERNEL_FILES(X)
#undef X
#define CALL_v1(file) nd_k_##file##_v1(t);
#define CALL_v3(file) nd_k_##file##_v3(t);
#define CALL_v4(file) nd_k_##file##_v4(t);
FILLER(v1)
FILLER(v3)
FILLER(v4)

static const level levels[] = {
    {"v1", "x86-64", fill_v1}, {"v3", "x86-64-v3", fill_v3}, {"v4", "x86-64-v4", fill_v4}};

/* glibc asked the processor when the program was loaded; asking again costs a trap for each question
 * in a virtual machine. */
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
static bool is_active(unsigned feature) {
    const struct cpuid_feature *leaf = __x86_get_cpuid_feature_leaf(feature / 128);
    return leaf->active_array[feature % 128 / 32] >> feature % 32 & 1;
}
#define HAS(builtin, glibc) is_active(x86_cpu_##glibc)
#define ASK_CPU()           ((void)0)
#else
#define HAS(builtin, glibc) __builtin_cpu_supports(builtin)
#define ASK_CPU()           __builtin_cpu_init()
#endif

static bool has_v3(void) { return HAS("avx2", AVX2) && HAS("fma", FMA) && HAS("bmi", BMI1) && HAS("bmi2", BMI2); }

static bool has_v4(void) {
    return has_v3() && HAS("avx512f", AVX512F) && HAS("avx512bw", AVX512BW) && HAS("avx512cd", AVX512CD) &&
           HAS("avx512dq", AVX512DQ) && HAS("avx512vl", AVX512VL);
}

static bool can_run(size_t i) {
    ASK_CPU();
    return i == 0 || (i == 1 ? has_v3() : has_v4());
}

#endif

#define NLEVELS (sizeof levels / sizeof levels[0])

static size_t choose(void) {
    const char *wish = getenv("NDRILL_CPU");
    size_t      best = 0;
    for (size_t i = 0; i < NLEVELS; i++) {
        if (!can_run(i)) continue;
        best = i;
        if (wish && strcmp(wish, levels[i].key) == 0) break;
    }
    return best;
}

static const level *chosen;

/* The one piece of state: filled at first use, read-only from then on. */
const nd_kernels *nd_kernel_table(void) {
    static nd_kernels table;
    if (!chosen) {
        const level *l = &levels[choose()];
        l->fill(&table);
        chosen = l;
    }
    return &table;
}

const char *nd_cpu_name(void) {
    (void)nd_kernel_table();
    return chosen->name;
}
