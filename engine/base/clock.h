/* base/clock.h: what time it is: the one place that asks, so that a test can say. */
#ifndef NDRILL_BASE_CLOCK_H
#define NDRILL_BASE_CLOCK_H

#include <stdint.h>

int64_t clock_seconds(void);      /* since 1970, as the wall has it; may jump */
int64_t clock_wall_ms(void);      /* the same in milliseconds */
int64_t clock_ms(void);           /* from an unknown start; never goes back */

/* From now on all of them read *ms (milliseconds since 1970), which somebody else moves; NULL: the real clocks again. */
void clock_inject(const volatile int64_t *ms);

#endif
