/* engine/notation/lex_text.h: what is inside a number or a quoted string. */
#ifndef NDRILL_NOTATION_LEX_TEXT_H
#define NDRILL_NOTATION_LEX_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct notation_number_form {
    bool imaginary;           /* ends in j */
    bool grouped;             /* has _ between digits */
} notation_number_form;

typedef struct notation_string_end {
    uint32_t pos;             /* after the closing quote, or where reading stopped */
    int      lines;           /* line ends inside */
    uint32_t bad_at;          /* where the fault begins, and how many lines down */
    int      bad_line;
    bool     incomplete;
} notation_string_end;

/* Is the text one whole number? */
bool notation_check_number(const char *s, size_t n, notation_number_form *form);

/* Read the quoted string that begins at `from`. NULL, or what is wrong with it. */
const char *notation_scan_string(const char *src, uint32_t n, uint32_t from, notation_string_end *end);

static inline bool notation_is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

#endif
