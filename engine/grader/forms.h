/* grader/forms.h: outputs that are several arrays, and functions whose calls are noted. */
#ifndef NDRILL_GRADER_FORMS_H
#define NDRILL_GRADER_FORMS_H

#include "grader/grader.h"

/* --- outputs of several arrays (forms.c) ------------------------------------------------------- */

enum { GRADE_FORM_ARRAY, GRADE_FORM_LIST, GRADE_FORM_MASKED, GRADE_FORM_FIGURE, GRADE_NFORMS };

/* From AXES on: of a figure. */
typedef enum grade_role {
    GRADE_ROLE_VALUES, GRADE_ROLE_COUNT, GRADE_ROLE_MASK, GRADE_ROLE_FILE, GRADE_ROLE_AXES, GRADE_ROLE_TITLE, GRADE_ROLE_X_NAME, GRADE_ROLE_Y_NAME, GRADE_ROLE_LEGEND,
    GRADE_ROLE_GRID, GRADE_ROLE_SERIES, GRADE_ROLE_SERIES_KIND, GRADE_ROLE_LABEL, GRADE_ROLE_X, GRADE_ROLE_Y
} grade_role;

/* What one array of a row is. piece: of a list or an axes, axes: of a figure, from 1; 0 for none. */
typedef struct grade_place {
    int        output, piece, axes;
    grade_role role;
} grade_place;

/* kept: so many arrays at the end are of files. */
void grade_layout(const unsigned char form[GRADE_MAX_OUTPUTS], int kept, size_t n, nd_array *const *array, grade_place *places);

/* What a file holds, as one more array: its size and a number of its bytes; -1, 0 when there is none. */
void grade_file_take(bind_state *s, const char *given, grade_outcome *o);

/* The number that a row has in front of what there are several of. */
size_t grade_row_count(const nd_array *a);

/* Give the parts of the value at stack place i to take, which leaves them on the stack; false: it is no such thing. */
typedef void grade_take(void *user, int i);
bool grade_form_list(bind_state *s, int i, grade_take *take, void *user);
bool grade_form_masked(bind_state *s, int i, grade_take *take, void *user);
void grade_forms_prepare(bind_state *s, const unsigned char form[GRADE_MAX_OUTPUTS]);

/* --- figures (figure_row.c) -------------------------------------------------------------------------- */

/* The figure that was drawn last, as the outcome's arrays. */
void   grade_figure_take(bind_state *s, grade_outcome *o);
size_t grade_figure_layout(int output, size_t n, nd_array *const *array, grade_place *places);
/* For the roles that are no values. any_names: a name must be there, whatever it is. */
bool   grade_figure_agrees(grade_role role, bool any_names, const nd_array *got, const nd_array *want);
void   grade_figure_where(buf *out, const grade_place *p, bool one_axes);
void   grade_figure_say(buf *out, const grade_place *p, const nd_array *got, const nd_array *want);
void   grade_figure_show(buf *out, size_t n, nd_array *const *array, const grade_place *places);

/* --- functions that are watched (uses.c) -------------------------------------------------------- */

/* Note calls of the functions named in *called, the i-th as bit i. */
void grade_uses_watch(bind_state *s, const char *names, uint32_t *called);

#endif
