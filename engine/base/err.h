/* base/err.h: what went wrong, in the caller's own buffer.
 *
 * A function that can fail takes an `err *` as its last parameter and fills it
 * where the facts are known. `e` may be NULL. A function that makes an object
 * returns NULL on failure; a function that does something returns the code,
 * ERR_OK being 0. Names follow Python's exception types, because that is what
 * a learner reads: "ValueError: cannot reshape array of size 6 into shape (4,)". */
#ifndef NDRILL_BASE_ERR_H
#define NDRILL_BASE_ERR_H

#include <stdarg.h>

#define ERR_TEXT_MAX 512

/* code, the name that is shown */
#define ERR_LIST(X)                         \
    X(OK, "ok")                             \
    X(MEMORY, "MemoryError")                \
    X(VALUE, "ValueError")                  \
    X(TYPE, "TypeError")                    \
    X(INDEX, "IndexError")                  \
    X(AXIS, "AxisError")                    \
    X(OVERFLOW, "OverflowError")            \
    X(ZERODIV, "ZeroDivisionError")         \
    X(ATTRIBUTE, "AttributeError")          \
    X(KEY, "KeyError")                      \
    X(NAME, "NameError")                    \
    X(SYNTAX, "SyntaxError")                \
    X(FILE_NOT_FOUND, "FileNotFoundError")  \
    X(OS, "OSError")                        \
    X(PERMISSION, "PermissionError")        \
    X(IS_DIRECTORY, "IsADirectoryError")    \
    X(EOF, "EOFError")                      \
    X(NOT_IMPLEMENTED, "NotImplementedError") \
    X(UFUNC_TYPE, "UFuncTypeError")         \
    X(DTYPE_PROMOTION, "DTypePromotionError") \
    X(LINALG, "LinAlgError")                \
    X(UNICODE_ENCODE, "UnicodeEncodeError") \
    X(UNICODE_DECODE, "UnicodeDecodeError") \
    X(RUNTIME, "RuntimeError")              \
    X(LUA, "LuaError")                      \
    X(FORMAT, "FormatError")                \
    X(DATABASE, "DatabaseError")            \
    X(SANDBOX, "SandboxError")              \
    X(INTERNAL, "InternalError")

typedef enum err_code {
#define X(code, name) ERR_##code,
    ERR_LIST(X)
#undef X
    ERR_NCODES
} err_code;

typedef struct err {
    err_code code;
    char     text[ERR_TEXT_MAX];
} err;

#if defined(__GNUC__)
#define ERR_MUST_CHECK __attribute__((warn_unused_result))
#define ERR_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define ERR_MUST_CHECK
#define ERR_PRINTF(f, a)
#endif

/* Fill e (when not NULL) and return code, so that `return err_set(...)` reads well.
 * Text that does not fit is cut at a character boundary and ends in "...". */
err_code err_set(err *e, err_code code, const char *format, ...) ERR_PRINTF(3, 4);
err_code err_vset(err *e, err_code code, const char *format, va_list args) ERR_PRINTF(3, 0);

/* Put "context: " before the text that is already there. Returns e's code. */
err_code err_context(err *e, const char *format, ...) ERR_PRINTF(2, 3);

void err_clear(err *e);

/* "ValueError" for ERR_VALUE. Never NULL. */
const char *err_name(err_code code);

/* ERR_VALUE for "ValueError"; ERR_INTERNAL for a name that is not in the list. */
err_code err_code_of(const char *name);

#endif
