/* bind/bind_value.h: the kinds of values that are not Lua's own, and the state they live in.
 *
 * Every kind is a userdata whose metatable is compared by address, so that no foreign value is read
 * as an array. None of them has a finalizer.                                                      */
#ifndef NDRILL_BIND_BIND_VALUE_H
#define NDRILL_BIND_BIND_VALUE_H

#include "base/scratch.h"
#include "bind/bind_call.h"
#include "bind/bind_failure.h"

typedef enum bind_kind {
    BIND_ARRAY,        /* the nd_array block itself; a view's user value 1 is its owner */
    BIND_TUPLE,        /* bind_seq */
    BIND_LIST,         /* bind_seq */
    BIND_RANGE,        /* bind_range */
    BIND_KEY,          /* bind_key.c: what a[i, j:k] asks for */
    BIND_NONE,
    BIND_DTYPE,        /* nd_dtype */
    BIND_PYTYPE,       /* bind_pytype: int, list */
    BIND_MASKED,       /* bind_masked.h; user value 1 is its table of parts */
    BIND_NKINDS,
    BIND_OTHER = BIND_NKINDS
} bind_kind;

/* Tables made by the notation, told by their metatable. */
typedef enum bind_mark { BIND_KEYWORDS, BIND_ERROR, BIND_NMARKS } bind_mark;

#define BIND_COUNTED 64        /* a power of two */

struct bind_state {
    nd_ctx        ctx;                       /* first: block() gets its address */
    lua_State    *L, *now;                   /* main thread; the thread that works */
    bind_options  options;
    const void   *kind_at[BIND_NKINDS];      /* addresses of the metatables */
    int           kind_ref[BIND_NKINDS];
    const void   *mark_at[BIND_NMARKS];
    int           mark_ref[BIND_NMARKS];
    const void   *none;
    int           none_ref, np_ref, plt_ref, runtime_ref, values_ref, printed_ref, methods_ref, numbers_ref;
    size_t        owner_head, view_head;     /* bytes that Lua puts before an array's block */
    size_t        last_request;              /* measured while opening */
    bool        (*reserve)(struct bind_state *s, size_t nbytes);   /* the next block of that size is sure to come */
    bool          guest;                     /* in a Lua that is not ours: bind_module.c */
    size_t        nvalues;
    int           depth;                     /* of lists being compared */
    uint8_t       fp_ignored;                /* kinds of warnings that np.seterr turned off */
    bool          printed;
    bool          python_print;              /* the running text names np */
    bool          names_np;                  /* some text at this prompt did */
    buf           scratch;                   /* text being built: survives a jump, emptied by the next run */
    struct { const char *params; int npos, n; } counted[BIND_COUNTED];        /* signatures seen, by address */
    nd_mt19937    random;
    scratch       files;                     /* what file functions reach */
    const char   *chunk;                     /* name of the running text, "" at rest */
    bind_problem *problem;                   /* what the running text's failure is written to */
    const notation_out *text;                /* its translation */
};

/* Our own states keep theirs in every thread's extra space. In a foreign Lua that space is not ours: there the
 * registry has it (bind_module.c, which says so for the process). */
extern bool bind_is_guest;
bind_state *bind_guest_state(lua_State *L);

static inline bind_state *bind_state_at(lua_State *L) {
    return bind_is_guest ? bind_guest_state(L) : *(bind_state **)lua_getextraspace(L);
}

/* Every kind of value and np, on a state whose extra space knows s. */
void bind_state_init(bind_state *s, lua_State *L, const bind_options *o);
void bind_open_parts(lua_State *L);

/* Is this warning to be given? */
bool bind_warns(const bind_state *s, const char *category, const char *text);

/* --- kinds ------------------------------------------------------------------------------- */

bind_kind bind_kind_of(lua_State *L, int i);
void     *bind_kind_data(lua_State *L, int i, bind_kind kind);      /* NULL: another kind */
void      bind_kind_set(lua_State *L, bind_kind kind);              /* of the userdata at the top */
bool      bind_is_marked(lua_State *L, int i, bind_mark mark);

/* The array at i, whose kind is checked; NULL for others. */
static inline nd_array *bind_array_at(const bind_state *s, lua_State *L, int i) {
    void *p = lua_touserdata(L, i);
    if (!p || !lua_getmetatable(L, i)) return NULL;
    const void *meta = lua_topointer(L, -1);
    lua_pop(L, 1);
    return meta == s->kind_at[BIND_ARRAY] ? p : NULL;
}

/* Python's name of a value's type, for messages: "int", "NoneType", "numpy.ndarray". */
const char *bind_type_name(lua_State *L, int i);

/* --- sequences: tuples, lists, ranges, and Lua tables ---------------------------------------- */

/* Of a tuple or list made here. Items of a small tuple are its user values; of others, a table
 * that is user value 1. */
typedef struct bind_seq {
    size_t n;
    bool   in_table;
} bind_seq;

typedef struct bind_range {
    int64_t start, stop, step, n;
} bind_range;

/* Tuple, list or range: its length, or -1. */
ptrdiff_t bind_seq_len(lua_State *L, int i);
void      bind_seq_get(lua_State *L, int i, size_t k);              /* pushes item k, counted from 0 */
/* Lua tables too, whose holes and named fields are refused. */
ptrdiff_t bind_items_len(lua_State *L, int i);
void      bind_items_get(lua_State *L, int i, size_t k);
void      bind_list_append(lua_State *L, int i);                    /* takes the value from the top */
void      bind_push_range(lua_State *L, int64_t start, int64_t stop, int64_t step);
/* Every item of anything that can be walked, as a new list: sequences, tables, arrays, texts, iterators. */
void      bind_push_list_of(lua_State *L, int i);
/* items[i:j:k] of a tuple, list or range; the three are at places first..first+2. */
int       bind_seq_slice(lua_State *L, int i, int first);
/* list += anything: the items of value i at the end of the list. */
void      bind_list_extend(lua_State *L, int list, int i);
int       bind_list_method(lua_State *L);                           /* __index with a text at place 2 */
void      bind_sort_list(lua_State *L, int i, bool backwards);      /* in place, stable */
bool      bind_seq_equal(lua_State *L, int i, int k);
/* Python's ==, as one truth: numbers, texts, sequences, arrays of one element. */
bool      bind_equal(lua_State *L, int i, int k);
/* --- types --------------------------------------------------------------------------------------- */

/* Python's own types: int, float, bool, str, list, tuple. NumPy's are in bind_dtype.c. */
#define BIND_LIST_TYPE "list type"               /* where the registry keeps list, tuple */
#define BIND_TUPLE_TYPE "tuple type"
#define BIND_NDARRAY "numpy.ndarray type"        /* where the registry keeps np.ndarray */
#define BIND_RECARRAY "numpy.recarray type"      /* and np.recarray */
typedef struct bind_pytype {
    nd_type     type;         /* ND_NTYPES: no element type (list, tuple) */
    const char *name;
} bind_pytype;
/* An array of anything np.array takes, pushed. NULL: e says why; a table with holes raises. */
nd_array *bind_array_of(lua_State *L, int i, err *e) ERR_MUST_CHECK;

/* bind_arg_dtype for any value, raising nothing: false when it names no type. */
bool bind_try_dtype(lua_State *L, int i, nd_dtype *d);

/* --- operands: Lua values as arrays without allocating ---------------------------------------------- */

typedef struct bind_operand {
    nd_view view;
    union { bool b; int64_t i; double f; } x;
} bind_operand;

/* An array, or a number as a weak 0-d one over o; tables, lists and text become new arrays on the stack.
 * NULL: no array can be made of it (nothing raised). */
const nd_array *bind_operand_at(lua_State *L, int i, bind_operand *o);
/* Truth of an array: raises NumPy's text when it has several elements or none. */
bool bind_truth(lua_State *L, const nd_array *a);
bool bind_python_truth(lua_State *L, int i);     /* of any value */

/* --- operations on any two values, at places 1 and 2 -------------------------------------------------- */

int bind_binary(lua_State *L, nd_op op);         /* TypeError when none is an array */
extern const luaL_Reg bind_arithmetic[];         /* the metamethods that bind_binary and its kin serve */
int bind_matmul_values(lua_State *L);
int bind_power_values(lua_State *L);
int bind_compare_values(lua_State *L, nd_op op, int a, int b);

extern const luaL_Reg bind_comparisons[];        /* lt, le, ... tr of the runtime table */
/* --- subscripts ------------------------------------------------------------------------------------------ */

/* One key object of spec and the values at first.. on the stack, pushed. */
void bind_push_key(lua_State *L, const char *spec, int first);
/* x[spec ...] for any x at place i: pushes the value. */
int  bind_get_spec(lua_State *L, int i, const char *spec, int first);
void bind_set_spec(lua_State *L, int i, const char *spec, int first, int value);
/* x[key at place key] for an array at place i. */
int  bind_get_key(lua_State *L, nd_array *a, int key);
void bind_set_key(lua_State *L, nd_array *a, int key, int value);
int  bind_index_by_key(lua_State *L, int i, int key);   /* x[K], K a key object, x not an array */
/* a["1:3, ::-1"]: pushes a key object and returns true when text is a subscript. */
bool bind_parse_subscript(lua_State *L, const char *text);

/* --- parts: each file opens its own -------------------------------------------------------------------------- */

void bind_open_box(lua_State *L);                    /* the context of arrays */
void bind_open_sandbox(lua_State *L, bool sandbox);   /* Lua's own libraries, trimmed */
void bind_open_operators(lua_State *L);               /* into the array metatable at the top */
void bind_open_subscripts(lua_State *L);              /* the same */
void bind_open_sequences(lua_State *L), bind_open_keys(lua_State *L);
void bind_open_numbers(lua_State *L);
void bind_know_numbers(lua_State *L, bool know);       /* their methods, or none */
void bind_open_types(lua_State *L);
void bind_open_errors(lua_State *L);
void bind_open_inplace(lua_State *L);                 /* iadd ... aug, into the same */
void bind_open_runtime(lua_State *L);                 /* into the runtime table at the top */
void bind_open_names(lua_State *L);                   /* Python's names, into the globals */

extern const luaL_Reg bind_walkers[];                 /* sum, min, sorted, zip ... */

#endif
