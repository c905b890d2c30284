/* grader/spares.c: channels to children, and children that wait ahead of their case.
 *
 * A fork and the walk into the sandbox take longer than most answers. So a caller who knows that an
 * answer is coming has a few children made while it reads the question or waits for the learner: each
 * has been told nothing and waits for its request. Who asks for a channel gets one of theirs first. */
#include "grader/grade_int.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void forget(grader *g, size_t i) {
    g->nspares--;
    memmove(&g->spare[i], &g->spare[i + 1], (g->nspares - i) * sizeof g->spare[0]);
}

/* A channel whose other end is with a child that the zygote has been told to make. */
static bool open_channel(grader *g, bool files, grade_channel *c) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) return false;
    grade_socket_quiet(pair[0]);
    fcntl(pair[0], F_SETFL, O_NONBLOCK);
    c->fd = pair[0];
    c->serial = ++g->serial;
    bool sent = grade_order_send(g->control, &(grade_order){.kind = GRADE_ORDER_RUN, .status = (g->lapack ? GRADE_NEEDS_LAPACK : 0) | (files ? GRADE_NEEDS_FILES : 0), .serial = c->serial}, pair[1]);
    close(pair[1]);
    if (!sent) close(pair[0]);
    return sent;
}

void grade_prepare(grader *g) {
    while (g->nspares < GRADE_SPARES && open_channel(g, false, &g->spare[g->nspares])) g->nspares++;
}

err_code grade_channel_take(grader *g, bool files, grade_channel *c, err *e) {
    if (g->nspares > 0 && !files) {
        *c = g->spare[0];
        forget(g, 0);
        return ERR_OK;
    }
    errno = 0;
    if (open_channel(g, files, c)) return ERR_OK;
    return err_set(e, ERR_SANDBOX, "cannot reach the grader's helper process: %s", errno ? strerror(errno) : "it has gone");
}

void grade_spare_died(grader *g, uint64_t serial) {
    for (size_t i = 0; i < g->nspares; i++) {
        if (g->spare[i].serial != serial) continue;
        close(g->spare[i].fd);
        forget(g, i);
        return;
    }
}

void grade_spares_close(grader *g) {
    for (size_t i = 0; i < g->nspares; i++) close(g->spare[i].fd);
    g->nspares = 0;
}

void grade_spares_with_lapack(grader *g) {
    if (g->lapack) return;
    grade_spares_close(g);
    g->lapack = true;
}
