/* grader/child.c: one case in a process of its own: run the setup, run the answer, reply, end.
 *
 * There is no way back from here: whatever happens, one frame is written and the process ends by
 * _exit. Time is the kernel's SIGPROF: its first tick sets a hook that reports the line, and when no
 * hook runs (a loop in C, a finalizer, another coroutine) the second tick ends the process from the
 * handler, with a frame that was made beforehand.                                                */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "base/mem.h"
#include "grader/forms.h"
#include "grader/grade_int.h"
#include "grader/sandbox.h"

#define LAST_CALL_MS 30            /* from the first tick to the second */
#define REQUEST_MAX  ((size_t)4 << 20)

static struct {
    const grader *g;
    bind_state   *s;
    lua_State    *L;
    int           fd;
    int           cpu_ms;
    grade_outcome o;
    volatile sig_atomic_t ticks, replying;
    volatile uint64_t     instructions;
    char          late[512];        /* the frame that says TIME */
    size_t        nlate;
    lua_Alloc     alloc;            /* the state's own allocator */
    void         *alloc_user;
    size_t        refused;          /* the size that was refused last */
} me;

/* --- replying -------------------------------------------------------------------------------- */

static bool write_all(const char *p, size_t n) {
    while (n > 0) {
        ssize_t k = write(me.fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

static _Noreturn void reply(grade_verdict v) {
    buf frame;
    me.replying = 1;                 /* a tick would write into the middle of the frame */
    me.o.verdict = v;
    me.o.cost.instructions = me.instructions;
    mem_set_cap(0);                  /* the kernel's limit is the one that holds now */
    buf_init(&frame);
    grade_reply_write(&frame, &me.o);
    _exit(!buf_failed(&frame) && write_all(frame.text, frame.n) ? 0 : GRADE_EXIT_REPLY);
}

/* No values go with a verdict that comes in the middle of things. */
static _Noreturn void reply_early(grade_verdict v) {
    me.o.noutputs = 0;
    reply(v);
}

static _Noreturn void reply_problem(grade_verdict v, const bind_problem *p) {
    me.o.problem = *p;
    reply_early(v);
}

static void prepare_late_reply(void) {
    buf frame;
    buf_init(&frame);
    me.o.verdict = GRADE_TIME;
    me.o.cpu_ms = me.cpu_ms;
    grade_reply_write(&frame, &me.o);
    me.o.cpu_ms = 0;
    me.nlate = frame.n <= sizeof me.late ? frame.n : 0;
    memcpy(me.late, frame.text, me.nlate);
    buf_free(&frame);
}

/* --- time -------------------------------------------------------------------------------------- */

/* The innermost line of the answer's own text. */
static int current_line(lua_State *L) {
    lua_Debug ar;
    for (int level = 0; level < 200 && lua_getstack(L, level, &ar); level++)
        if (lua_getinfo(L, "Sl", &ar) && ar.currentline > 0 && strcmp(ar.short_src, "answer") == 0) return ar.currentline;
    return 0;
}

static void late_hook(lua_State *L, lua_Debug *ar) {
    (void)ar;
    me.o.problem.line = current_line(L);
    me.o.cpu_ms = me.cpu_ms;
    reply_early(GRADE_TIME);
}

static void on_tick(int number) {
    (void)number;
    if (me.replying) return;
    if (++me.ticks == 1) {
        lua_sethook(me.L, late_hook, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
        return;
    }
    (void)!write(me.fd, me.late, me.nlate);
    _exit(0);
}

static bool start_clock(void) {
    struct sigaction act = {.sa_handler = on_tick};
    struct itimerval t = {.it_value = {me.cpu_ms / 1000, (me.cpu_ms % 1000) * 1000}, .it_interval = {0, LAST_CALL_MS * 1000}};
    sigemptyset(&act.sa_mask);
    sigset_t none;
    sigemptyset(&none);
    return sigaction(SIGPROF, &act, NULL) == 0 && setitimer(ITIMER_PROF, &t, NULL) == 0 && sigprocmask(SIG_SETMASK, &none, NULL) == 0;
}

static void count_hook(lua_State *L, lua_Debug *ar) {
    (void)L;
    (void)ar;
    me.instructions++;
}

/* --- memory --------------------------------------------------------------------------------------- */

/* Lua asks twice: the second refusal of one size, with everything collected in between, is final. Raising it
 * would let the answer catch it and go on for ever. */
static void *last_chance(void *user, void *p, size_t osize, size_t nsize) {
    (void)user;
    void *q = me.alloc(me.alloc_user, p, osize, nsize);
    if (q || nsize == 0) {
        if (nsize >= me.refused) me.refused = 0;
        return q;
    }
    if (me.refused == nsize) reply_early(GRADE_MEM);
    me.refused = nsize;
    return NULL;
}

static int on_panic(lua_State *L) {
    (void)L;
    _exit(GRADE_EXIT_PANIC);
}

/* --- what the answer writes -------------------------------------------------------------------------- */

static void take_printed(void *user, const char *text, size_t n) {
    (void)user;
    size_t room = me.g->limits.printed - me.o.printed.n;
    buf_add(&me.o.printed, text, n < room ? n : room);
    if (n > room) reply_early(GRADE_OUTPUT);
}

static void take_warning(void *user, const char *category, const char *text) {
    (void)user;
    if (me.o.warnings.n > 4096) return;
    size_t before = me.o.warnings.n;
    buf_printf(&me.o.warnings, "%s: %s\n", category, text);
    /* One line says it, however often it happens. */
    size_t n = me.o.warnings.n - before;
    for (size_t i = 0; n && i + n <= before; i++)
        if (memcmp(me.o.warnings.text + i, me.o.warnings.text + before, n) == 0) {
            buf_cut(&me.o.warnings, before);
            return;
        }
}

/* --- the request ---------------------------------------------------------------------------------------- */

static bool read_all(char *p, size_t n) {
    while (n > 0) {
        ssize_t k = read(me.fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

static grade_request read_request(void) {
    char          head[GRADE_FRAME_HEAD];
    uint64_t      length;
    grade_request r;
    if (!read_all(head, sizeof head)) _exit(GRADE_EXIT_REQUEST);
    memcpy(&length, head + 8, sizeof length);
    if (length < sizeof head || length > REQUEST_MAX) _exit(GRADE_EXIT_REQUEST);
    char *bytes = mem_alloc((size_t)length, 1, NULL);
    if (!bytes) _exit(GRADE_EXIT_REQUEST);
    memcpy(bytes, head, sizeof head);
    if (!read_all(bytes + sizeof head, (size_t)length - sizeof head)) _exit(GRADE_EXIT_REQUEST);
    if (grade_request_read(bytes, (size_t)length, &r, NULL)) _exit(GRADE_EXIT_REQUEST);
    return r;
}

/* --- running ------------------------------------------------------------------------------------------------ */

static void seed_streams(uint32_t seed) {
    int top = lua_gettop(me.L);
    nd_random_seed(bind_random(me.s), seed);
    lua_getglobal(me.L, "math");
    if (lua_istable(me.L, -1) && lua_getfield(me.L, -1, "randomseed") == LUA_TFUNCTION) {
        lua_pushinteger(me.L, seed);
        (void)lua_pcall(me.L, 1, 0, 0);
    }
    lua_settop(me.L, top);
}

static void set_size(const char *name, int64_t x) {
    lua_pushinteger(me.L, x);
    lua_setglobal(me.L, name);
}

/* n and k are the setup's, unless the question gives them. */
static void unset_size(const char *given, const char *name) {
    const char *word;
    size_t      n;
    for (size_t i = 0; (n = grade_word(given, i, &word)) > 0; i++)
        if (n == strlen(name) && memcmp(word, name, n) == 0) return;
    lua_pushnil(me.L);
    lua_setglobal(me.L, name);
}

static void run_setup(const grade_request *r) {
    bind_problem p = {0};
    if (r->sized) {
        set_size("n", r->n);
        set_size("k", r->k);
    }
    seed_streams(r->seed);
    if (!bind_run(me.s, "setup", r->setup, r->nsetup, NOTATION_PROGRAM, &p)) reply_problem(GRADE_SETUP_FAILED, &p);
    unset_size(r->given, "n");
    unset_size(r->given, "k");
    buf_clear(&me.o.printed);
    buf_clear(&me.o.warnings);
}

static bool is_memory(const bind_problem *p) { return p->code == ERR_MEMORY || strstr(p->text, "not enough memory") != NULL; }

static void run_answer(const grade_request *r) {
    bind_problem p = {0};
    nd_bill      before = bind_ctx(me.s)->bill, *now = &bind_ctx(me.s)->bill;
    if (r->reseed) seed_streams(r->seed ^ 0x5bd1e995u);
    mem_mark_peak();
    size_t live = mem_live();
    me.instructions = 0;
    if (r->count) lua_sethook(me.L, count_hook, LUA_MASKCOUNT, 1);
    bool ok = bind_run(me.s, "answer", r->answer, r->nanswer, NOTATION_ANSWER, &p);
    if (me.ticks == 0) lua_sethook(me.L, NULL, 0, 0);
    me.o.cost = (grade_cost){.arrays = now->arrays - before.arrays,
                             .views = now->views - before.views,
                             .nbytes = now->nbytes - before.nbytes,
                             .elements = now->elements - before.elements,
                             .peak = mem_peak() > live ? mem_peak() - live : 0};
    if (me.ticks) late_hook(me.L, NULL);
    if (!ok) reply_problem(p.code == ERR_SYNTAX ? GRADE_UNGRADABLE : is_memory(&p) ? GRADE_MEM : GRADE_ERROR, &p);
}

static bool is_too_much(const grade_outcome *o) {
    size_t total = 0;
    for (size_t i = 0; i < o->noutputs; i++) {
        if (!o->output[i]) continue;
        size_t n = nd_nbytes(o->output[i]);
        if (n > me.g->limits.result || o->output[i]->size > me.g->limits.result) return true;
        total += n;
    }
    return total > me.g->limits.result;
}

static _Noreturn void run(const grade_request *r) {
    static grade_inputs_kept kept;
    run_setup(r);
    grade_inputs_keep(me.s, r->given, &kept);
    if (r->mode != GRADE_MODE_ANSWER) {
        grade_inputs_show(me.s, &kept, r->mode == GRADE_MODE_INPUTS_BRIEF, &me.o.printed);
        reply(GRADE_PASS);
    }
    grade_forms_prepare(me.s, r->form);
    if (r->watched[0]) grade_uses_watch(me.s, r->watched, &me.o.called);
    run_answer(r);
    uint32_t called = me.o.called;
    grade_values_take(me.s, &kept, r, &me.o);
    me.o.called = called;             /* by the answer, not by what was made of its values */
    for (int i = 0; i < 32; i++)
        if (r->kept >> i & 1) grade_file_take(me.s, i < (int)kept.n ? kept.input[i].name : "", &me.o);
    me.o.changed = grade_inputs_changed(me.s, &kept);
    if (is_too_much(&me.o)) reply_early(GRADE_OUTPUT);
    reply(GRADE_PASS);
}

/* --- the way in ------------------------------------------------------------------------------------------------ */

bind_state *grade_child_warm(void) {
    bind_options o = {.sandbox = true, .write = take_printed, .warn = take_warning};
    bind_problem p;
    bind_state  *s = bind_open(&o, NULL);
    if (!s) return NULL;
    /* What is made on first use is made once, here: code that runs for the first time touches pages. */
    static const char taste[] = "local a = np.array([[1, 2], [3, 4]])\nreturn (a + 1)[:, 0].sum()";
    if (!bind_run(s, "answer", taste, sizeof taste - 1, NOTATION_ANSWER, &p)) return s;
    lua_gc(bind_lua(s), LUA_GCCOLLECT, 0);
    return s;
}

_Noreturn void grade_child_main(const grader *g, bind_state *s, int fd, int folder) {
    me.g = g;
    me.fd = fd;
    me.s = s;
    grade_outcome_init(&me.o);
    if (!s || !grade_sandbox_enter(g, fd, folder)) _exit(GRADE_EXIT_SANDBOX);
    me.L = bind_lua(s);
    lua_atpanic(me.L, on_panic);
    grade_request r = read_request();
    /* Counting doubles the time that a text takes. */
    me.cpu_ms = r.count ? 2 * g->limits.cpu_ms : g->limits.cpu_ms;
    prepare_late_reply();
    if (!start_clock() || (g->seccomp && !grade_seccomp_install(fd, folder >= 0))) _exit(GRADE_EXIT_SANDBOX);
    if (folder >= 0) bind_allow_files(s, folder, r.files);
    mem_set_cap(mem_live() + g->limits.memory);
    me.alloc = lua_getallocf(me.L, &me.alloc_user);
    lua_setallocf(me.L, last_chance, NULL);
    run(&r);
}
