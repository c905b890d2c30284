/* engine/notation/hint.h: what a line that failed was probably meant to be. */
#ifndef NDRILL_NOTATION_HINT_H
#define NDRILL_NOTATION_HINT_H

#include "parse.h"

/* One line into hint (ERR_TEXT_MAX bytes), or "". True: a statement of another language,
 * which no more lines can complete. */
bool notation_hint(const char *src, size_t n, const parse_failure *f, char *hint);

#endif
