/* grader/forms.h: outputs that are several arrays, and functions whose calls are noted. */
#ifndef NDRILL_GRADER_FORMS_H
#define NDRILL_GRADER_FORMS_H

#include "grader/grader.h"

/* --- outputs of several arrays (forms.c) ------------------------------------------------------- */

enum { GRADE_FORM_ARRAY, GRADE_FORM_LIST, GRADE_FORM_MASKED, GRADE_NFORMS };

typedef enum grade_role { GRADE_ROLE_VALUES, GRADE_ROLE_COUNT, GRADE_ROLE_MASK } grade_role;

/* What one array of a row is. piece: of a list, from 1; 0 for none. */
typedef struct grade_place {
    int        output, piece;
    grade_role role;
} grade_place;

void grade_layout(const unsigned char form[GRADE_MAX_OUTPUTS], size_t n, nd_array *const *array, grade_place *places);

/* Give the parts of the value at stack place i to take, which leaves them on the stack; false: it is no such thing. */
typedef void grade_take(void *user, int i);
bool grade_form_list(bind_state *s, int i, grade_take *take, void *user);
bool grade_form_masked(bind_state *s, int i, grade_take *take, void *user);
void grade_forms_prepare(bind_state *s, const unsigned char form[GRADE_MAX_OUTPUTS]);

/* --- functions that are watched (uses.c) -------------------------------------------------------- */

/* Note calls of the functions named in *called, the i-th as bit i. */
void grade_uses_watch(bind_state *s, const char *names, uint32_t *called);

#endif
