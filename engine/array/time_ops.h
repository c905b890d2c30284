/* array/time_ops.h: operations on dates and durations. Inside the array floor only. */
#ifndef NDRILL_ARRAY_TIME_OPS_H
#define NDRILL_ARRAY_TIME_OPS_H

#include "array/resolve.h"

/* An operand is a date or a duration: the plan, or NumPy's refusal. */
err_code nd_plan_time(nd_op op, const nd_array *const *in, nd_plan *plan, err *e) ERR_MUST_CHECK;

/* The loop between two of one type and unit, when there is one that reductions use too. */
nd_loop *nd_time_loop(nd_op op);

#endif
