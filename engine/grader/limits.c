/* grader/limits.c: what an answer may use, and what verdicts are called. */
#include "grader/grader.h"

void grade_limits_default(grade_limits *l) {
    *l = (grade_limits){.cpu_ms = 1000,
                        .wall_ms = 10000,
                        .memory = (size_t)128 << 20,
                        .printed = (size_t)64 << 10,
                        .result = (size_t)8 << 20};
}

const char *grade_verdict_name(grade_verdict v) {
    static const char *const names[] = {
#define X(name) #name,
        GRADE_VERDICTS(X)
#undef X
    };
    return (unsigned)v < GRADE_NVERDICTS ? names[v] : "INTERNAL";
}

int grade_exit_code(grade_verdict v) {
    if (v == GRADE_PASS) return 0;
    return v == GRADE_UNGRADABLE || v == GRADE_INTERNAL ? 3 : 1;
}
