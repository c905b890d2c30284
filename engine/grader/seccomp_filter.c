/* grader/seccomp_filter.c: the system calls that an answer's process may make, as a BPF program.
 *
 * A correct answer writes its reply and ends; growing memory and the time limit's signal handler
 * need a few more. A question for random bytes or the clock is answered with "no such call";
 * everything else ends the process. Another architecture's numbers (x32, or 32-bit calls) never
 * reach the list.                                                                             */
#include "grader/grade_int.h"
#include "grader/sandbox.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__)) && !GRADE_ASAN

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SECCOMP_RET_KILL_PROCESS
#define SECCOMP_RET_KILL_PROCESS 0x80000000u
#endif
#ifdef __x86_64__
#define OUR_ARCH AUDIT_ARCH_X86_64
#else
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif
#define X32_BIT 0x40000000u

/* Both architectures are little-endian: the low half of an argument comes first. */
#define ARG(i) ((uint32_t)(offsetof(struct seccomp_data, args) + 8u * (i)))

typedef struct program {
    struct sock_filter code[96];
    unsigned short     n;
} program;

static void emit(program *p, struct sock_filter f) {
    if (p->n < sizeof p->code / sizeof p->code[0]) p->code[p->n++] = f;
}

static void load(program *p, uint32_t at) { emit(p, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, at)); }
static void answer(program *p, uint32_t ret) { emit(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, ret)); }

/* Skip `skip` instructions unless the test `op` of the loaded word with k holds. */
static void unless(program *p, unsigned short op, uint32_t k, unsigned char skip) {
    emit(p, (struct sock_filter)BPF_JUMP((unsigned short)(BPF_JMP | op | BPF_K), k, 0, skip));
}

static void rule(program *p, long number, uint32_t ret) {
    unless(p, BPF_JEQ, (uint32_t)number, 1);
    answer(p, ret);
}

/* On descriptors alone: what they are of, Landlock has decided when they were opened. A path is taken from a descriptor. */
static void allow_files(program *p) {
    static const long calls[] = {SYS_newfstatat, SYS_fstat, SYS_ftruncate, SYS_write, SYS_read, SYS_pread64, SYS_pwrite64, SYS_lseek, SYS_msync, SYS_close, SYS_mkdirat};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) rule(p, calls[i], SECCOMP_RET_ALLOW);
    unless(p, BPF_JEQ, (uint32_t)SYS_openat, 4);
    load(p, ARG(0));
    unless(p, BPF_JEQ, (uint32_t)AT_FDCWD, 1);
    answer(p, SECCOMP_RET_KILL_PROCESS);
    answer(p, SECCOMP_RET_ALLOW);
    /* the handler of a page that has gone */
    unless(p, BPF_JEQ, (uint32_t)SYS_rt_sigaction, 4);
    load(p, ARG(0));
    unless(p, BPF_JEQ, (uint32_t)SIGBUS, 1);
    answer(p, SECCOMP_RET_ALLOW);
    answer(p, SECCOMP_RET_KILL_PROCESS);
    /* mmap: never code */
    unless(p, BPF_JEQ, (uint32_t)SYS_mmap, 4);
    load(p, ARG(2));
    unless(p, BPF_JSET, PROT_EXEC, 1);
    answer(p, SECCOMP_RET_KILL_PROCESS);
    answer(p, SECCOMP_RET_ALLOW);
}

static void build(program *p, int reply_fd, bool files) {
    static const long plain[] = {SYS_exit_group, SYS_brk, SYS_munmap, SYS_mremap, SYS_madvise, SYS_rt_sigreturn};
    static const long refused[] = {SYS_getrandom, SYS_clock_gettime};
    load(p, offsetof(struct seccomp_data, arch));
    emit(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0));
    answer(p, SECCOMP_RET_KILL_PROCESS);
    load(p, offsetof(struct seccomp_data, nr));
    unless(p, BPF_JGE, X32_BIT, 1);
    answer(p, SECCOMP_RET_KILL_PROCESS);
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) rule(p, plain[i], SECCOMP_RET_ALLOW);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) rule(p, refused[i], SECCOMP_RET_ERRNO | ENOSYS);
    if (files) {
        allow_files(p);
        answer(p, SECCOMP_RET_KILL_PROCESS);
        return;
    }
    /* write: to the reply alone */
    unless(p, BPF_JEQ, (uint32_t)SYS_write, 4);
    load(p, ARG(0));
    unless(p, BPF_JEQ, (uint32_t)reply_fd, 1);
    answer(p, SECCOMP_RET_ALLOW);
    answer(p, SECCOMP_RET_KILL_PROCESS);
    /* mmap: memory of its own that is never code */
    unless(p, BPF_JEQ, (uint32_t)SYS_mmap, 6);
    load(p, ARG(2));
    unless(p, BPF_JSET, PROT_EXEC, 1);
    answer(p, SECCOMP_RET_KILL_PROCESS);
    load(p, ARG(3));
    unless(p, BPF_JSET, MAP_ANONYMOUS, 1);
    answer(p, SECCOMP_RET_ALLOW);
    answer(p, SECCOMP_RET_KILL_PROCESS);
}

bool grade_has_seccomp(void) {
    uint32_t action = SECCOMP_RET_KILL_PROCESS;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

bool grade_seccomp_install(int reply_fd, bool files) {
    program p = {.n = 0};
    build(&p, reply_fd, files);
    struct sock_fprog prog = {.len = p.n, .filter = p.code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return false;
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &prog) == 0;
}

#else

bool grade_has_seccomp(void) { return false; }

bool grade_seccomp_install(int reply_fd, bool files) {
    (void)reply_fd;
    (void)files;
    return false;
}

#endif
