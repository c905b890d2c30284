/* notation/habits_run.c: lines that Lua can read and that fail while they run: counting from 1, a method that
 * is not called, truth of a whole array, texts that are added.                                              */
#include <stdio.h>
#include <string.h>

#include "advice.h"
#include "emit.h"
#include "lex_text.h"

static bool says(const slip *s, const char *text) { return strstr(s->message, text) != NULL; }

/* --- counting from 1, walking ------------------------------------------------------------ */

/* `for i = 1, #a` on the line or the nearest one before it. */
static bool find_counted_for(const slip *s, slip *at, const char **one) {
    text_line l;
    *at = *s;
    notation_line_at(s->src, s->n, s->from, &l);
    for (int k = 0; k < 50; k++) {
        *at = (slip){ .src = s->src, .n = s->n };
        notation_slip_fill(at, l.from);
        const char *loop = notation_find(at->text, "for"), *equals = loop ? strchr(loop, '=') : NULL;
        *one = equals ? equals + 1 + strspn(equals + 1, " ") : NULL;
        if (*one && (*one)[0] == '1' && (*one)[1 + strspn(*one + 1, " ")] == ',') return true;
        if (l.from == 0 || !notation_line_at(s->src, s->n, l.from - 1, &l)) break;
    }
    return false;
}

static bool habit_ipairs(const slip *s, remedy *r) {
    const char *at = notation_find(s->text, "ipairs"), *pairs = notation_find(s->text, "pairs");
    bool        out = says(s, "is out of bounds for axis") || says(s, "list index out of range") || says(s, "tuple index out of range");
    if (!(at && out) && !(pairs && says(s, "table expected"))) return false;
    if (!at) at = pairs;
    notation_say(r, "arrays count from 0 and ipairs from 1: enumerate counts an array");
    notation_change(r, s, at, at + (at == pairs ? 5 : 6), "enumerate");
    return true;
}

static bool habit_from_one(const slip *s, remedy *r) {
    slip        loop;
    const char *one;
    if (!says(s, "is out of bounds for axis") && !says(s, "index out of range")) return false;
    if (!find_counted_for(s, &loop, &one)) return false;
    const char *comma = strchr(one, ','), *end = notation_find(comma, "do");
    if (!end) return false;
    piece last = notation_trim(comma + 1, end);
    notation_say(r, "arrays count from 0, Lua tables from 1");
    notation_change(r, &loop, one, one + 1 + (comma - one - 1) + 1 + (int)(end - comma - 1), "0, %.*s - 1 ", last.n, last.s);
    return true;
}

/* for x in t, for i in 5 */
static bool habit_walk(const slip *s, remedy *r) {
    bool        table = says(s, "attempt to call a table value"), number = says(s, "attempt to call a number value");
    const char *in = notation_find(s->text, "in"), *end = in ? notation_find(in, "do") : NULL;
    if ((!table && !number) || !end || !notation_starts(s->text, "for")) return false;
    piece e = notation_trim(in + 2, end), names = notation_trim(s->text + 3, in);
    bool  two = memchr(names.s, ',', (size_t)names.n);
    notation_say(r, table ? "a Lua table is walked with ipairs(t); a list [1, 2] can stand in the loop itself" : "a loop over numbers walks a range");
    if (number) notation_change(r, s, in + 2, end, " range(%.*s) ", e.n, e.s);
    else if (two) notation_change(r, s, in + 2, end, " pairs(%.*s) ", e.n, e.s);
    else notation_change(r, s, s->text + 3, end, " _, %.*s in ipairs(%.*s) ", names.n, names.s, e.n, e.s);
    return true;
}

/* --- methods and attributes ------------------------------------------------------------------- */

static bool is_one_of(piece p, const char *const *names) {
    for (; *names; names++)
        if (notation_piece_is(p, *names)) return true;
    return false;
}

/* a.size() */
static bool habit_called_attribute(const slip *s, remedy *r) {
    static const char *const attributes[] = { "size", "shape", "ndim", "T", "dtype", "itemsize", "nbytes", "strides", "real", "imag", "flat", NULL };
    if (!says(s, "attempt to call a") && !says(s, "is not callable")) return false;
    for (const char *open = s->text; (open = strstr(open, "()")) != NULL; open += 2) {
        const char *from = open;
        while (from > s->text && notation_is_name_byte(from[-1])) from--;
        piece name = { from, (int)(open - from) };
        if (from == s->text || from[-1] != '.' || !is_one_of(name, attributes)) continue;
        notation_say(r, "%.*s is an attribute, not a method: it is not called", name.n, name.s);
        notation_change(r, s, open, open + 2, "%s", "");
        return true;
    }
    return false;
}

/* a.sum + 1 */
static bool habit_uncalled_method(const slip *s, remedy *r) {
    if (!says(s, "on a function value") && !says(s, "index a function value") && !says(s, "'function'") && !says(s, "compare function") &&
        !says(s, "compare number with function") && !says(s, "builtin_function")) return false;
    for (const char *dot = s->text; (dot = strchr(dot, '.')) != NULL; dot++) {
        const char *end = dot + 1;
        while (notation_is_name_byte(*end)) end++;
        bool plain = *end != '(' && !(*end == '.' && notation_is_name_byte(end[1]));
        if (!notation_is_method(dot + 1, (size_t)(end - dot - 1)) || !plain) continue;
        notation_say(r, "a method is called with (): a.sum(), not a.sum");
        notation_change(r, s, end, end, "()");
        return true;
    }
    return false;
}

/* np.zeros[3] */
static bool habit_indexed_function(const slip *s, remedy *r) {
    if (!says(s, "attempt to index a function value")) return false;
    const char *open = strchr(s->text, '['), *close = open ? notation_closing(open) : NULL;
    if (!close) return false;
    notation_say(r, "a function is called with ( )");
    notation_change(r, s, open, close + 1, "(%.*s)", (int)(close - open - 1), open + 1);
    return true;
}

/* a(0) */
static bool habit_called_array(const slip *s, remedy *r) {
    if (!says(s, "'numpy.ndarray' object is not callable") && !says(s, "'list' object is not callable") && !says(s, "'tuple' object is not callable") &&
        !says(s, "attempt to call a list") && !says(s, "attempt to call a tuple")) return false;
    for (const char *open = s->text; (open = strchr(open, '(')) != NULL; open++) {
        const char *from = notation_name_before(s->text, open), *close = notation_closing(open);
        if (from == open || !close || strncmp(from, "np.", 3) == 0 || memchr(from, '.', (size_t)(open - from)) || notation_starts(from, "print") || notation_starts(from, "function")) continue;
        notation_say(r, "an element is taken with [ ]");
        notation_change(r, s, open, close + 1, "[%.*s]", (int)(close - open - 1), open + 1);
        return true;
    }
    return false;
}

/* a.append(x) */
static bool habit_append(const slip *s, remedy *r) {
    bool        array = says(s, "'numpy.ndarray' object has no attribute 'append'"), table = says(s, "attempt to call a nil value") && says(s, "'append'");
    const char *dot = strstr(s->text, ".append("), *colon = strstr(s->text, ":append("), *at = dot ? dot : colon;
    const char *close = at ? notation_closing(at + 7) : NULL;
    if ((!array && !table) || !close) return false;
    const char *from = notation_operand_start(s->text, at);
    int         base = (int)(at - from), arg = (int)(close - at - 8);
    notation_say(r, array ? "an array does not grow: np.append makes a new one" : "a Lua table grows with table.insert");
    if (array) notation_change(r, s, from, close + 1, "%.*s = np.append(%.*s, %.*s)", base, from, base, from, arg, at + 8);
    else notation_change(r, s, from, close + 1, "table.insert(%.*s, %.*s)", base, from, arg, at + 8);
    return true;
}

/* s.upper() of a text */
static bool habit_text_dot(const slip *s, remedy *r) {
    const char *quote = strstr(s->message, "bad argument #1 to '");
    char        name[40];
    if (!quote || !says(s, "string expected, got no value")) return false;
    snprintf(name, sizeof name, ".%.*s(", (int)strcspn(quote + 20, "'"), quote + 20);
    const char *dot = strstr(s->text, name);
    if (!dot) return false;
    notation_say(r, "a text's method is called with : in Lua");
    notation_change(r, s, dot, dot + 1, ":");
    return true;
}

/* math.sin(a), max(a, axis=0): np has it for arrays. */
static bool habit_of_np(const slip *s, remedy *r) {
    const char *math = notation_find(s->text, "math."), *use = strstr(s->message, "use np.");
    if (math && says(s, "number expected, got numpy.ndarray")) {
        notation_say(r, "math works on numbers; np has the functions for arrays");
        notation_change(r, s, math, math + 5, "np.");
        return true;
    }
    const char *at = use ? notation_find(s->text, use + 7) : NULL;
    if (!at || (at > s->text && at[-1] == '.')) return false;
    notation_say(r, "the function with that name for arrays is np's");
    notation_change(r, s, at, at, "np.");
    return true;
}

/* --- truth ------------------------------------------------------------------------------------------ */

static const char *chain_operator(const char *s, int *n) {
    for (; *s; s++) {
        if (*s == '"' || *s == '\'') s = notation_skip_quoted(s) - 1;
        else if ((*s == '<' || *s == '>') && s[1] != *s) {
            *n = s[1] == '=' ? 2 : 1;
            return s;
        }
    }
    return NULL;
}

/* a < b < c */
static bool habit_chain(const slip *s, remedy *r) {
    int         n, m;
    const char *first = chain_operator(s->text, &n), *second = first ? chain_operator(first + n, &m) : NULL;
    bool        array = says(s, "truth value of an array"), number = says(s, "compare boolean with number") || says(s, "compare number with boolean");
    if ((!array && !number) || !second) return false;
    const char *from = notation_operand_start(s->text, first), *end = notation_operand_end(second + m);
    piece       a = notation_trim(from, first), b = notation_trim(first + n, second), c = notation_trim(second + m, end);
    if (notation_find(b.s, "and") && notation_find(b.s, "and") < second) return false;
    notation_say(r, array ? "a < b < c tests a < b as a whole first: two comparisons are joined with &" : "a < b < c compares a boolean: two comparisons are joined with and");
    notation_change(r, s, from, end, array ? "(%.*s %.*s %.*s) & (%.*s %.*s %.*s)" : "%.*s %.*s %.*s and %.*s %.*s %.*s", a.n, a.s, n, first, b.n, b.s,
                    b.n, b.s, m, second, c.n, c.s);
    return true;
}

static bool is_bracketed(piece p) { return p.n > 1 && p.s[0] == '(' && notation_closing(p.s) == p.s + p.n - 1; }

static bool is_plain(piece p) {
    for (int i = 0; i < p.n; i++)
        if (!notation_is_name_byte(p.s[i]) && p.s[i] != '.') return false;
    return true;
}

/* Where the operands of `op` at `at` begin and end, up to words that bind weaker. */
static void operands(const slip *s, const char *at, size_t width, piece *a, piece *b) {
    static const char *const words[] = { "if", "elseif", "while", "return", "not", "until" };
    const char *from = notation_expr_start(s->text, at), *end = notation_expr_end(at + width);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *word = notation_find(from, words[i]);
        if (word && word < at) from = word + strlen(words[i]);
    }
    const char *then = notation_find(at, "then"), *loop = notation_find(at, "do");
    if (then && then < end) end = then;
    if (loop && loop < end) end = loop;
    *a = notation_trim(from, at);
    *b = notation_trim(at + width, end);
}

/* a > 1 and a < 5, a > 1 & a < 5 */
static bool habit_and(const slip *s, remedy *r) {
    static const struct { const char *theirs, *ours; } all[] = { { "and", "&" }, { "or", "|" }, { "&", "&" }, { "|", "|" } };
    if (!says(s, "truth value of an array") && !says(s, "ufunc 'bitwise_")) return false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *at = notation_find(s->text, all[i].theirs);
        piece       a, b;
        if (!at) continue;
        operands(s, at, strlen(all[i].theirs), &a, &b);
        bool left = is_bracketed(a) || is_plain(a), right = is_bracketed(b) || is_plain(b);
        if (i > 1 && left && right) continue;
        notation_say(r, i > 1 ? "%s binds tighter than < and >: each comparison stands in parentheses" : "masks are joined element by element with %s, each comparison in parentheses", all[i].ours);
        bool test = notation_starts(s->text, "if") || notation_starts(s->text, "while") || notation_starts(s->text, "elseif");
        notation_change(r, s, a.s, b.s + b.n, test ? "np.any(%s%.*s%s %s %s%.*s%s)" : "%s%.*s%s %s %s%.*s%s", left ? "" : "(", a.n, a.s, left ? "" : ")", all[i].ours,
                        right ? "" : "(", b.n, b.s, right ? "" : ")");
        return true;
    }
    return false;
}

static bool habit_not(const slip *s, remedy *r) {
    const char *at = notation_find(s->text, "not");
    if (!at || !says(s, "truth value of an array")) return false;
    piece e = notation_trim(at + 3, notation_operand_end(at + 3));
    notation_say(r, "a mask is turned around element by element with ~");
    notation_change(r, s, at, e.s, "~");
    return true;
}

/* if mask then */
static bool habit_condition(const slip *s, remedy *r) {
    static const struct { const char *word, *end; } all[] = { { "if", "then" }, { "elseif", "then" }, { "while", "do" } };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *at = notation_starts(s->text, all[i].word) ? s->text + strlen(all[i].word) : NULL, *end = at ? notation_find(at, all[i].end) : NULL;
        if (!end || !says(s, "truth value of an array")) continue;
        piece e = notation_trim(at, end);
        notation_say(r, "whether any element is true: np.any; whether all are: np.all");
        notation_change(r, s, e.s, e.s + e.n, "np.any(%.*s)", e.n, e.s);
        return true;
    }
    return false;
}

/* --- texts ----------------------------------------------------------------------------------------- */

/* "x = " + 1, "%d" % n, "ab" * 3 */
static bool habit_text_arithmetic(const slip *s, remedy *r) {
    bool add = says(s, "attempt to add a 'string'") || says(s, "with a 'string'") || (says(s, "for +: ") && says(s, "'str'"));
    if (!add && !says(s, "a 'string' with") && !says(s, "'str'") && !says(s, "on a string value") && !says(s, "(constant '")) return false;
    for (const char *q = s->text; *q; q++) {
        if (*q != '"' && *q != '\'') continue;
        const char *end = notation_skip_quoted(q), *op = end + strspn(end, " ");
        const char *stop = notation_operand_end(op + 1);
        piece       b = notation_trim(op + 1, stop);
        bool        tuple = b.n > 1 && b.s[0] == '(';
        if (*op == '%') {
            notation_say(r, "%% puts values into a text in Python; Lua has string.format");
            notation_change(r, s, q, stop, "string.format(%.*s, %.*s)", (int)(end - q), q, tuple ? b.n - 2 : b.n, tuple ? b.s + 1 : b.s);
            return true;
        }
        if (*op == '*') {
            notation_say(r, "a text is repeated with rep");
            notation_change(r, s, q, stop, "(%.*s):rep(%.*s)", (int)(end - q), q, b.n, b.s);
            return true;
        }
        if (*op == '+') {
            notation_say(r, "texts are joined with .. in Lua");
            notation_change_all(r, s, " + ", " .. ");
            return true;
        }
        q = end - 1;
    }
    if (!add || !notation_find(s->text, "+")) return false;
    notation_say(r, "texts are joined with .. in Lua");
    notation_change_all(r, s, " + ", " .. ");
    return true;
}

/* f"{x}" is a call of f in Lua. */
static bool habit_called_f(const slip *s, remedy *r) {
    if (!says(s, "attempt to call a nil value (global 'f')")) return false;
    for (const char *f = s->text; (f = notation_find(f, "f")) != NULL; f++) {
        if (f[1] != '"' && f[1] != '\'') continue;
        buf text;
        buf_init(&text);
        notation_say(r, "Lua has no f-strings: string.format puts values into a text, .. joins texts");
        if (notation_write_fstring(f + 1, &text)) notation_change(r, s, f, notation_skip_quoted(f + 1), "%s", text.text);
        buf_free(&text);
        return true;
    }
    return false;
}

/* --- arguments ------------------------------------------------------------------------------------------ */

/* A call whose arguments should be one: np.zeros(2, 3), np.array(1, 2), np.concatenate(a, b). */
static bool habit_one_argument(const slip *s, remedy *r) {
    static const struct { const char *name, *message, *open, *close, *hint; } all[] = {
        { "zeros", "data type", "(", ")", "a shape of several lengths is a tuple" },
        { "ones", "data type", "(", ")", "a shape of several lengths is a tuple" },
        { "empty", "data type", "(", ")", "a shape of several lengths is a tuple" },
        { "array", "positional arguments but", "[", "]", "the values of an array are one list" },
        { "concatenate", "cannot be interpreted as an integer", "(", ")", "the arrays to join are one tuple" },
        { "concatenate", "integer scalar arrays", "(", ")", "the arrays to join are one tuple" },
        { "vstack", "positional argument but", "(", ")", "the arrays to join are one tuple" },
        { "hstack", "positional argument but", "(", ")", "the arrays to join are one tuple" },
        { "stack", "cannot be interpreted as an integer", "(", ")", "the arrays to join are one tuple" },
        { "column_stack", "positional argument but", "(", ")", "the arrays to join are one tuple" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char name[32];
        snprintf(name, sizeof name, "np.%s(", all[i].name);
        const char *at = says(s, all[i].message) ? notation_find(s->text, name) : NULL, *open = at ? strchr(at, '(') : NULL;
        const char *close = open ? notation_closing(open) : NULL;
        if (!close) continue;
        notation_say(r, "%s", all[i].hint);
        notation_change(r, s, open + 1, close, "%s%.*s%s", all[i].open, (int)(close - open - 1), open + 1, all[i].close);
        return true;
    }
    return false;
}

/* np.random.rand((2, 3)) */
static bool habit_no_tuple(const slip *s, remedy *r) {
    if (!says(s, "'tuple' object cannot be interpreted as an integer")) return false;
    const char *open = strstr(s->text, "(("), *close = open ? notation_closing(open + 1) : NULL;
    if (!close) return false;
    notation_say(r, "this function takes the lengths one by one");
    notation_change(r, s, open + 1, close + 1, "%.*s", (int)(close - open - 2), open + 2);
    return true;
}

/* a[n / 2] */
static bool habit_float_index(const slip *s, remedy *r) {
    if (!says(s, "only integers, slices") && !says(s, "slice indices must be integers")) return false;
    for (const char *at = s->text; (at = strchr(at, '/')) != NULL; at++) {
        if (at[1] == '/' || (at > s->text && at[-1] == '/')) continue;
        notation_say(r, "/ gives a float; // divides whole numbers");
        notation_change(r, s, at, at + 1, "//");
        return true;
    }
    return false;
}

/* int(a) */
static bool habit_convert_all(const slip *s, remedy *r) {
    static const char *const kinds[] = { "int", "float", "bool" };
    if (!says(s, "only 0-dimensional arrays can be converted")) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *at = notation_find(s->text, kinds[i]), *open = at ? at + strlen(kinds[i]) : NULL, *close = open && *open == '(' ? notation_closing(open) : NULL;
        if (!close) continue;
        notation_say(r, "astype converts every element");
        piece e = notation_trim(open + 1, close);
        bool  plain = notation_operand_end(e.s) == e.s + e.n;
        notation_change(r, s, at, close + 1, plain ? "%.*s.astype(%s)" : "(%.*s).astype(%s)", e.n, e.s, kinds[i]);
        return true;
    }
    return false;
}

/* a[i:f(x)] is a call of i's method f. */
static bool habit_method_colon(const slip *s, remedy *r) {
    if (!says(s, "attempt to index a") && !says(s, "attempt to call a nil value (method '")) return false;
    for (const char *open = s->text; (open = strchr(open, '[')) != NULL; open++) {
        const char *close = notation_closing(open), *colon = close ? notation_find_flat(open + 1, ":") : NULL;
        if (!colon || colon > close || !notation_is_name_byte(colon[1 + strspn(colon + 1, " ")])) continue;
        piece e = notation_trim(colon + 1, notation_expr_end(colon + 1));
        notation_say(r, "%.*s is a method call in Lua; a slice up to a call puts it in parentheses", (int)(e.s + e.n - open - 1), open + 1);
        notation_change(r, s, e.s, e.s + e.n, "(%.*s)", e.n, e.s);
        return true;
    }
    return false;
}

habit *const notation_run_habits[] = {
    habit_ipairs, habit_from_one, habit_walk, habit_method_colon, habit_called_attribute, habit_indexed_function, habit_uncalled_method, habit_called_array,
    habit_append, habit_text_dot, habit_of_np, habit_and, habit_chain, habit_not, habit_condition, habit_called_f, habit_text_arithmetic,
    habit_one_argument, habit_no_tuple, habit_float_index, habit_convert_all, NULL,
};
