/* grader/grade_int.h: what the files of this folder share.
 *
 *   parent                        zygote                  child, one a case
 *   grade_jobs_run  --channel-->  fork  ----------------> read request, sandbox, run
 *        ^                                                     |
 *        +----------- one reply frame over the job's own channel
 *
 * The zygote never sees a request or a reply: the channel's other end is handed to it, it forks
 * with it and forgets it. It reports how each child died.                                     */
#ifndef NDRILL_GRADER_INT_H
#define NDRILL_GRADER_INT_H

#include <sys/types.h>

#include "grader/grader.h"

#define GRADE_MAX_SOURCE ((size_t)64 << 10)
#define GRADE_MAX_GIVEN  32

#if defined(__SANITIZE_ADDRESS__)
#define GRADE_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GRADE_ASAN 1
#endif
#endif
#ifndef GRADE_ASAN
#define GRADE_ASAN 0
#endif

/* A child's end is elsewhere; what is written here is its request, what is read here its reply. */
typedef struct grade_channel { int fd; uint64_t serial; } grade_channel;

#define GRADE_SPARES 6        /* as many as most questions have cases */

struct grader {
    grade_limits limits;
    nd_ctx       ctx;           /* owner of outcomes' arrays */
    pid_t        zygote;
    int          control;       /* our end of the zygote's socket */
    bool         seccomp;       /* the kernel filters system calls */
    int          width;         /* children at a time */
    uint64_t     serial;        /* of the last channel */
    grade_channel spare[GRADE_SPARES];       /* children that wait, the eldest first */
    size_t       nspares;
    bool         lapack;        /* the children have np.linalg's library, which none of them could open */
};

/* --- requests and replies (wire.c) ----------------------------------------------------------- */

typedef enum grade_mode { GRADE_MODE_ANSWER, GRADE_MODE_INPUTS, GRADE_MODE_INPUTS_BRIEF } grade_mode;

/* What a child is asked. Texts are borrowed. */
typedef struct grade_request {
    grade_mode  mode;
    bool        count;          /* Lua instructions */
    bool        sized;          /* set the globals n and k */
    bool        reseed;         /* a second run: another random stream for the answer */
    uint32_t    seed;
    int64_t     n, k;
    uint32_t    noutputs;       /* how many the question asks for */
    bool        cross;          /* look which outputs share memory with each other */
    unsigned char form[GRADE_MAX_OUTPUTS];   /* grade_form of each output */
    uint64_t    files;          /* bytes that files may have; 0: no files */
    uint32_t    kept;           /* bit i: given name i is the path of a file that is looked at afterwards */
    const char *watched;        /* functions whose calls are noted, separated by spaces */
    const char *given, *setup, *answer;
    size_t      nsetup, nanswer;
} grade_request;

void     grade_request_write(buf *out, const grade_request *r);
/* Texts point into bytes. The sender is trusted, the lengths are checked all the same. */
err_code grade_request_read(const void *bytes, size_t n, grade_request *r, err *e) ERR_MUST_CHECK;

/* A setup text that failed travels as this verdict, which no report ever shows. */
#define GRADE_SETUP_FAILED ((grade_verdict)GRADE_NVERDICTS)

#define GRADE_FRAME_HEAD 16u     /* magic, version, length of the whole frame */

void     grade_reply_write(buf *out, const grade_outcome *o);
/* The length a frame says it has; 0 while fewer than GRADE_FRAME_HEAD bytes are there; SIZE_MAX: no frame at all. */
size_t   grade_reply_length(const void *bytes, size_t n);
/* Bytes are hostile. Arrays are made in c. o is initialised; on failure it holds nothing to free. */
err_code grade_reply_read(nd_ctx *c, const void *bytes, size_t n, grade_outcome *o, err *e) ERR_MUST_CHECK;

/* Append text that comes from strangers: control and direction characters and broken UTF-8 become '?'. */
void grade_clean(buf *out, const char *text, size_t n);

void grade_outcome_init(grade_outcome *o);
void grade_outcome_move(grade_outcome *to, grade_outcome *from);     /* from is as new */

/* --- the zygote (zygote.c) and its children (sandbox.c, child.c) ------------------------------- */

/* status: RUN: bits of what the child needs; DIED: how. */
enum { GRADE_NEEDS_LAPACK = 1, GRADE_NEEDS_FILES = 2 };
typedef struct grade_order { uint32_t kind; int32_t status; uint64_t serial; } grade_order;
enum { GRADE_ORDER_RUN = 1, GRADE_ORDER_KILL, GRADE_ORDER_DIED };

err_code grade_zygote_start(grader *g, err *e) ERR_MUST_CHECK;
void     grade_zygote_stop(grader *g);
/* Not inherited by programs that are started; a closed other end raises no signal. */
void     grade_socket_quiet(int fd);
/* Send an order; fd >= 0 goes with it. False: the zygote is gone. */
bool     grade_order_send(int control, const grade_order *o, int fd);

/* Exit statuses of a child that could not say more. */
enum { GRADE_EXIT_SANDBOX = 91, GRADE_EXIT_REQUEST, GRADE_EXIT_REPLY, GRADE_EXIT_PANIC };

/* Before forking: make a state that every child starts from. */
bind_state *grade_child_warm(void);
/* In the child: enter the sandbox, read the request from fd, run, reply, never return. */
_Noreturn void grade_child_main(const grader *g, bind_state *s, int fd, int folder);

/* --- children ahead of their case (spares.c; grade_prepare makes them) ---------------------------- */

/* One that waits, else a new one; one that has a folder for files is always new. The caller closes it. */
err_code grade_channel_take(grader *g, bool files, grade_channel *c, err *e) ERR_MUST_CHECK;
void     grade_spare_died(grader *g, uint64_t serial);
void     grade_spares_close(grader *g);
/* From now on every child has the library of np.linalg; those that wait without it are sent away. */
void     grade_spares_with_lapack(grader *g);

/* --- what a child sees of the inputs (inputs.c) and makes of the values (values.c) ---------------- */

typedef struct grade_input {
    char     name[64];
    nd_array *array;           /* NULL: something else */
    nd_view  before;           /* place, shape and strides as they were */
    uint64_t hash;             /* of the values */
} grade_input;

typedef struct grade_inputs_kept {
    size_t      n;
    grade_input input[GRADE_MAX_GIVEN];
} grade_inputs_kept;

void     grade_inputs_keep(bind_state *s, const char *given, grade_inputs_kept *k);
uint32_t grade_inputs_changed(bind_state *s, const grade_inputs_kept *k);
void     grade_inputs_show(bind_state *s, const grade_inputs_kept *k, bool brief, buf *out);
/* Convert the values of the last run; outputs are anchored on the stack. */
void     grade_values_take(bind_state *s, const grade_inputs_kept *k, const grade_request *r, grade_outcome *o);

/* --- jobs (run.c) -------------------------------------------------------------------------------- */

typedef struct grade_job {
    grade_request request;
    buf           watched;      /* the request's */
    grade_outcome outcome;      /* when done */
    bool          done;
    /* how far it is */
    uint64_t      serial;
    int           fd, tries;
    bool          killed, closed, reaped, whole;
    int           status;
    int64_t       deadline_ms;
    buf           sent, got;
    size_t        nsent;
} grade_job;

void     grade_job_init(grade_job *j, const store_question *q, const store_case *c, const char *answer, size_t n);
void     grade_job_free(grader *g, grade_job *j);
/* Run all jobs, a few at a time, in order. stop_early: none is begun after one that ran out of time or memory;
 * those stay !done. */
err_code grade_jobs_run(grader *g, grade_job *jobs, size_t n, bool stop_early, err *e) ERR_MUST_CHECK;

/* What to say of a setup text that failed in a case; ERR_OK when it did not. */
err_code grade_setup_error(const grade_outcome *o, int number, err *e) ERR_MUST_CHECK;

/* grade_inputs, but large arrays are described. */
err_code grade_inputs_brief(grader *g, const store_question *q, const store_case *c, buf *text, err *e) ERR_MUST_CHECK;

/* What is typed for a question of kind predict, as array notation. False: it is no value, p says why. dtype_given: it names
 * the dtype of an array. */
bool grade_literal(const char *text, size_t n, buf *out, bool *dtype_given, bind_problem *p);

/* Hold an answer in words against the points of the question. r is initialised. */
void grade_explanation(const store_question *q, const char *answer, size_t n, grade_report *r);

/* False when the text surely runs each of its instructions once. */
bool grade_may_loop(const char *text, size_t n);

/* --- words --------------------------------------------------------------------------------------- */

/* The i-th of the words (or lines) of text: its length, 0 when there is none. */
size_t grade_word(const char *text, size_t i, const char **at);
size_t grade_line(const char *text, size_t i, const char **at);
size_t grade_count_outputs(const store_question *q);             /* at least 1 */

/* text, its later lines moved to the right. */
void grade_add_indented(buf *out, const buf *text, size_t columns);
/* "float64 (3,) [0.25 0.4 0.5]", later lines moved under the first bracket. */
void grade_show_output(buf *out, const nd_array *a, bool is_array);

#endif
