/* array/element.h: one element beside another, whatever its type. Inside the array floor only. */
#ifndef NDRILL_ARRAY_ELEMENT_H
#define NDRILL_ARRAY_ELEMENT_H

#include "array/nd.h"

/* The order in which sorts put them: NaN and NaT last, text by code point, records field by field. < 0, 0, > 0. */
int  nd_element_order(nd_dtype d, const char *p, const char *q);
/* What == says: NaN and NaT differ from everything. */
bool nd_element_equal(nd_dtype d, const char *p, const char *q);

bool nd_bytes_are_true(const char *p, size_t n);

/* Any value into a record: the fields of another record in turn, anything else into every field. */
err_code nd_record_store(nd_dtype d, char *p, nd_scalar x, err *e) ERR_MUST_CHECK;

/* Text that is not ASCII, where bytes are wanted, and the other way round. */
err_code nd_refuse_character(nd_char ch, size_t at, err *e);
err_code nd_refuse_byte(unsigned char byte, size_t at, err *e);

/* Are elements moved by loops for words of their size, or byte by byte? */
static inline bool nd_moves_words(nd_dtype d) { return nd_is_numeric(d) || nd_is_time(d); }

#endif
