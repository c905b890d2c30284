/* grader/run.c: jobs: send each to the zygote, collect the replies, keep the time.
 *
 * A few children run at once. A job is over when its reply is whole, or when its channel is closed
 * and the zygote has said how the child died. Wall-clock time is kept here, because a child that
 * sleeps uses none of its own. A fault of ours is tried once more before it is reported.          */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

#define MAX_RUNNING 16
#define READ_CHUNK  ((size_t)64 << 10)

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- linear algebra needs a library ---------------------------------------------------------------- */

static bool has_word(const char *text, size_t n, const char *word) {
    size_t      m = strlen(word);
    const char *end = text + n;
    for (const char *at = text; (size_t)(end - at) >= m && (at = memchr(at, *word, (size_t)(end - at) - m + 1)) != NULL; at++)
        if (memcmp(at, word, m) == 0) return true;
    return false;
}

/* The few milliseconds that opening takes are spent only when a text has one of these words. */
static bool wants_lapack(const grade_request *r) {
    static const char *const words[] = {"linalg", "poly", "roots", "multivariate_normal"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(r->answer, r->nanswer, words[i]) || has_word(r->setup, r->nsetup, words[i])) return true;
    return false;
}

/* --- one job ---------------------------------------------------------------------------------- */

/* What the child must know of the checks. */
static void take_checks(grade_job *j, const store_question *q) {
    grade_checks c;
    err          why = {0};
    buf_init(&j->watched);
    j->request.watched = "";
    if (grade_checks_read(q, &c, &why) == ERR_OK) {
        memcpy(j->request.form, c.form, sizeof c.form);
        for (int i = 0; i < GRADE_MAX_OUTPUTS; i++) j->request.cross = j->request.cross || c.view_out[i] || c.copy_out[i];
        j->request.files = c.files;
        j->request.kept = c.kept;
        buf_add(&j->watched, c.watched.text, c.watched.n);
        if (!buf_failed(&j->watched)) j->request.watched = j->watched.text;
    }
    grade_checks_free(&c);
}

void grade_job_init(grade_job *j, const store_question *q, const store_case *c, const char *answer, size_t n) {
    bool        shown = c->number == 1;
    const char *setup = shown ? q->shown : q->hidden;
    memset(j, 0, sizeof *j);
    j->fd = -1;
    buf_init(&j->sent);
    buf_init(&j->got);
    grade_outcome_init(&j->outcome);
    j->request = (grade_request){.sized = !shown,
                                 .seed = c->seed,
                                 .n = c->n,
                                 .k = c->number,
                                 .noutputs = (uint32_t)grade_count_outputs(q),
                                 .given = q->given ? q->given : "",
                                 .setup = setup ? setup : "",
                                 .answer = answer,
                                 .nanswer = n};
    j->request.nsetup = strlen(j->request.setup);
    take_checks(j, q);
}

static void close_channel(grade_job *j) {
    if (j->fd >= 0) close(j->fd);
    j->fd = -1;
    buf_free(&j->sent);
    buf_free(&j->got);
}

void grade_job_free(grader *g, grade_job *j) {
    close_channel(j);
    buf_free(&j->watched);
    grade_outcome_free(g, &j->outcome);
}

static size_t most_bytes(const grader *g) { return g->limits.result + g->limits.printed + ((size_t)1 << 20); }

/* Write what the child has not been told yet, as far as the channel takes it. */
static bool send_more(grade_job *j) {
    while (j->nsent < j->sent.n) {
        ssize_t n = send(j->fd, j->sent.text + j->nsent, j->sent.n - j->nsent, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EPIPE || errno == ECONNRESET;
        j->nsent += (size_t)n;
    }
    return true;
}

static err_code start_job(grader *g, grade_job *j, err *e) {
    grade_channel c;
    close_channel(j);
    buf_init(&j->sent);
    buf_init(&j->got);
    j->nsent = 0;
    j->tries++;
    j->killed = j->closed = j->reaped = j->whole = false;
    grade_request_write(&j->sent, &j->request);
    if (buf_failed(&j->sent)) return err_set(e, ERR_MEMORY, "no memory for a request");
    if (wants_lapack(&j->request)) grade_spares_with_lapack(g);
    err_code code = grade_channel_take(g, j->request.files > 0, &c, e);
    if (code) return code;
    j->fd = c.fd;
    j->serial = c.serial;
    j->deadline_ms = now_ms() + g->limits.wall_ms;
    return send_more(j) ? ERR_OK : err_set(e, ERR_SANDBOX, "cannot write to a helper process: %s", strerror(errno));
}

static void kill_job(grader *g, grade_job *j) {
    if (j->killed) return;
    j->killed = true;
    (void)grade_order_send(g->control, &(grade_order){.kind = GRADE_ORDER_KILL, .serial = j->serial}, -1);
}

/* --- how it ended --------------------------------------------------------------------------------- */

static void set_verdict(grade_job *j, grade_verdict v, const char *format, int number) {
    j->outcome.verdict = v;
    snprintf(j->outcome.problem.text, sizeof j->outcome.problem.text, format, number);
}

/* Without a reply, the way the process died is all there is. */
static void judge_death(const grader *g, grade_job *j) {
    int signal_number = WIFSIGNALED(j->status) ? WTERMSIG(j->status) : 0;
    if (j->killed || signal_number == SIGXCPU || signal_number == SIGPROF) {
        set_verdict(j, GRADE_TIME, "stopped after %d ms", g->limits.wall_ms);
    } else if (signal_number == SIGKILL) {
        set_verdict(j, GRADE_MEM, "the system ended the process (signal %d)", signal_number);
    } else if (signal_number) {
        set_verdict(j, GRADE_CRASH, "the process was ended by signal %d", signal_number);
    } else {
        int  code = WIFEXITED(j->status) ? WEXITSTATUS(j->status) : -1;
        bool ours = code == 0 || (code >= GRADE_EXIT_SANDBOX && code <= GRADE_EXIT_REPLY);
        set_verdict(j, ours ? GRADE_INTERNAL : GRADE_CRASH, "the process ended with status %d", code);
    }
}

/* True when the job is over; false when it must be begun again. */
static bool finish(grader *g, grade_job *j, bool whole) {
    err why = {0};
    if (!whole) judge_death(g, j);
    else if (grade_reply_read(&g->ctx, j->got.text, j->got.n, &j->outcome, &why)) {
        kill_job(g, j);
        j->outcome.verdict = GRADE_INTERNAL;
        snprintf(j->outcome.problem.text, sizeof j->outcome.problem.text, "%s", why.text);
    }
    close_channel(j);
    if (j->outcome.verdict == GRADE_INTERNAL && j->tries < 2) {
        grade_outcome_free(g, &j->outcome);
        return false;
    }
    j->done = true;
    return true;
}

/* --- events ------------------------------------------------------------------------------------------ */

/* Take in what there is. True: the reply is whole, or will never be. */
static bool receive_more(const grader *g, grade_job *j) {
    static char chunk[READ_CHUNK];
    for (;;) {
        ssize_t n = read(j->fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return false;
        if (n <= 0) {
            j->closed = true;
            return false;
        }
        buf_add(&j->got, chunk, (size_t)n);
        size_t length = grade_reply_length(j->got.text, j->got.n);
        if (length > most_bytes(g) || j->got.n > most_bytes(g) || buf_failed(&j->got)) return true;
        if (length && j->got.n >= length) return true;
    }
}

/* Deaths that the zygote reports; those of jobs long over are of no interest. */
static bool hear_deaths(grader *g, grade_job **running, size_t n) {
    for (;;) {
        grade_order o;
        ssize_t     k = recv(g->control, &o, sizeof o, MSG_DONTWAIT);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
        if (k == 0) return false;
        if (k < (ssize_t)sizeof o) {
            size_t left = sizeof o - (size_t)k;
            if (recv(g->control, (char *)&o + k, left, MSG_WAITALL) != (ssize_t)left) return false;
        }
        if (o.kind != GRADE_ORDER_DIED) continue;
        grade_spare_died(g, o.serial);
        for (size_t i = 0; i < n; i++)
            if (running[i]->serial == o.serial) {
                running[i]->reaped = true;
                running[i]->status = o.status;
            }
    }
}

static int wait_ms(grade_job **running, size_t n) {
    int64_t now = now_ms(), least = 60000;
    for (size_t i = 0; i < n; i++)
        if (!running[i]->killed && running[i]->deadline_ms - now < least) least = running[i]->deadline_ms - now;
    return least < 0 ? 0 : (int)least + 1;
}

/* Wait until something happens to one of the jobs; whole[i]: its reply is complete. False: the zygote is gone. */
static bool wait_for(grader *g, grade_job **running, size_t n, bool *whole) {
    struct pollfd p[MAX_RUNNING + 1];
    p[0] = (struct pollfd){.fd = g->control, .events = POLLIN};
    for (size_t i = 0; i < n; i++) {
        grade_job *j = running[i];
        p[i + 1] = (struct pollfd){.fd = j->closed ? -1 : j->fd, .events = POLLIN};
        if (j->nsent < j->sent.n) p[i + 1].events |= POLLOUT;
    }
    int k = poll(p, (nfds_t)n + 1, wait_ms(running, n));
    if (k < 0 && errno != EINTR) return false;
    for (size_t i = 0; i < n; i++) {
        whole[i] = false;
        if (k <= 0 || !p[i + 1].revents || running[i]->closed) continue;
        if (p[i + 1].revents & POLLOUT) (void)send_more(running[i]);
        if (p[i + 1].revents & (POLLIN | POLLHUP | POLLERR)) whole[i] = receive_more(g, running[i]);
    }
    return k <= 0 || !p[0].revents || hear_deaths(g, running, n);
}

/* --- all jobs ---------------------------------------------------------------------------------------------- */

static bool is_exhausted(const grade_job *j) {
    return j->done && (j->outcome.verdict == GRADE_TIME || j->outcome.verdict == GRADE_MEM || j->outcome.verdict == GRADE_UNGRADABLE);
}

typedef struct crew {
    grader    *g;
    grade_job *jobs;
    size_t     n, next, stop;      /* jobs from stop on are of no interest */
    grade_job *running[MAX_RUNNING];
    size_t     nrunning;
} crew;

static err_code fill_crew(crew *c, err *e) {
    size_t width = (size_t)c->g->width < MAX_RUNNING ? (size_t)c->g->width : MAX_RUNNING;
    while (c->nrunning < width && c->next < c->stop) {
        grade_job *j = &c->jobs[c->next++];
        err_code   code = start_job(c->g, j, e);
        c->running[c->nrunning++] = j;
        if (code) return code;
    }
    return ERR_OK;
}

/* Look at one running job. True when it has left the crew. */
static bool settle(crew *c, size_t i, bool whole, err *e, err_code *code) {
    grade_job *j = c->running[i];
    size_t     index = (size_t)(j - c->jobs);
    j->whole = j->whole || whole;
    /* A folder for files is gone when the zygote has told of the death. */
    bool over = j->request.files ? j->reaped && (j->whole || j->closed) : j->whole || (j->closed && j->reaped);
    if (index >= c->stop) {
        kill_job(c->g, j);
        if (j->request.files && !j->reaped) return false;
        close_channel(j);
    } else if (over) {
        if (!finish(c->g, j, j->whole)) {
            *code = start_job(c->g, j, e);
            return false;
        }
    } else {
        if (now_ms() >= j->deadline_ms) kill_job(c->g, j);
        return false;
    }
    c->running[i] = c->running[--c->nrunning];
    return true;
}

err_code grade_jobs_run(grader *g, grade_job *jobs, size_t n, bool stop_early, err *e) {
    crew     c = {.g = g, .jobs = jobs, .n = n, .stop = n};
    bool     whole[MAX_RUNNING];
    /* A child that died while it waited gets no request. */
    if (g->nspares > 0 && !hear_deaths(g, NULL, 0)) return err_set(e, ERR_SANDBOX, "the grader's helper process has gone");
    err_code code = fill_crew(&c, e);
    while (!code && c.nrunning > 0) {
        if (!wait_for(g, c.running, c.nrunning, whole)) {
            code = err_set(e, ERR_SANDBOX, "the grader's helper process has gone");
            break;
        }
        for (size_t i = c.nrunning; i-- > 0 && !code;) {
            if (!settle(&c, i, whole[i], e, &code)) continue;
            whole[i] = whole[c.nrunning];
        }
        for (size_t i = 0; stop_early && i < c.stop; i++)
            if (is_exhausted(&jobs[i])) c.stop = i + 1;
        if (!code) code = fill_crew(&c, e);
    }
    for (size_t i = 0; i < c.nrunning; i++) kill_job(g, c.running[i]);
    for (size_t i = 0; i < n; i++) {
        if (i >= c.stop || code) jobs[i].done = false;
        close_channel(&jobs[i]);
    }
    return code;
}

/* --- the doors --------------------------------------------------------------------------------------------- */

err_code grade_setup_error(const grade_outcome *o, int number, err *e) {
    const bind_problem *p = &o->problem;
    if (o->verdict == GRADE_INTERNAL) return err_set(e, ERR_SANDBOX, "%s", p->text);
    if (o->verdict != GRADE_SETUP_FAILED) return ERR_OK;
    return err_set(e, p->code ? p->code : ERR_LUA, "the inputs of case %d: line %d: %s: %s", number, p->line, p->type, p->text);
}

err_code grade_run(grader *g, const store_question *q, const store_case *c, const char *answer, size_t n, bool count,
                   grade_outcome *o, err *e) {
    grade_job j;
    grade_outcome_init(o);
    grade_job_init(&j, q, c, answer, n);
    j.request.count = count;
    err_code code = grade_jobs_run(g, &j, 1, false, e);
    if (!code && j.outcome.verdict != GRADE_INTERNAL) code = grade_setup_error(&j.outcome, c->number, e);
    if (!code) grade_outcome_move(o, &j.outcome);
    grade_job_free(g, &j);
    return code;
}

err_code grade_run_cases(grader *g, const store_question *q, const char *answer, size_t n, grade_outcome *o, size_t *failed, err *e) {
    grade_job *jobs = mem_zalloc(q->ncases, sizeof *jobs, e);
    if (!jobs) return ERR_MEMORY;
    for (size_t i = 0; i < q->ncases; i++) {
        grade_outcome_init(&o[i]);
        grade_job_init(&jobs[i], q, &q->cases[i], answer, n);
    }
    err_code code = grade_jobs_run(g, jobs, q->ncases, false, e);
    *failed = q->ncases;
    for (size_t i = 0; code == ERR_OK && i < q->ncases; i++) {
        if (jobs[i].outcome.verdict != GRADE_INTERNAL) code = grade_setup_error(&jobs[i].outcome, q->cases[i].number, e);
        if (code != ERR_OK) *failed = i;
    }
    for (size_t i = 0; i < q->ncases; i++) {
        if (code == ERR_OK) grade_outcome_move(&o[i], &jobs[i].outcome);
        grade_job_free(g, &jobs[i]);
    }
    mem_free(jobs);
    return code;
}

static err_code show_inputs(grader *g, const store_question *q, const store_case *c, grade_mode mode, buf *text, err *e) {
    grade_job j;
    grade_job_init(&j, q, c, "", 0);
    j.request.mode = mode;
    err_code code = grade_jobs_run(g, &j, 1, false, e);
    if (!code) code = grade_setup_error(&j.outcome, c->number, e);
    if (!code && j.outcome.verdict != GRADE_PASS)
        code = err_set(e, ERR_SANDBOX, "the inputs of case %d: %s", c->number, grade_verdict_name(j.outcome.verdict));
    if (!code) buf_add(text, j.outcome.printed.text, j.outcome.printed.n);
    grade_job_free(g, &j);
    return code;
}

err_code grade_inputs(grader *g, const store_question *q, const store_case *c, buf *text, err *e) {
    return show_inputs(g, q, c, GRADE_MODE_INPUTS, text, e);
}

err_code grade_inputs_brief(grader *g, const store_question *q, const store_case *c, buf *text, err *e) {
    return show_inputs(g, q, c, GRADE_MODE_INPUTS_BRIEF, text, e);
}
