/* trainer/complete.h: what Tab offers after np., after a dot, and for globals. */
#ifndef NDRILL_TRAINER_COMPLETE_H
#define NDRILL_TRAINER_COMPLETE_H

#include "base/buf.h"

/* The names np has, from a Lua state of their own that is opened on the first Tab. */
typedef struct tr_names tr_names;
void tr_names_free(tr_names *n);

/* The text before the cursor: insert receives what all candidates share beyond what is typed; when that is
 * nothing, show receives the candidates in lines. Both stay empty when there is nothing to offer. */
void tr_complete(tr_names **names, const char *line, size_t n, buf *insert, buf *show);

#endif
