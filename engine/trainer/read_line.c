/* trainer/read_line.c: lines of standard input when it is not a terminal. */
#include <stdio.h>

#include "trainer/trainer.h"

bool tr_read_line(buf *line) {
    int c;
    buf_clear(line);
    while ((c = getc(stdin)) != EOF && c != '\n')
        if (c != '\r') buf_putc(line, (char)c);
    return c != EOF || line->n > 0;
}
