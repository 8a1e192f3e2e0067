/* Put before the C library by LD_PRELOAD: the calls named in the environment fail as a system short of memory has them.
 *   FAULT_CALL=send FAULT_CODE=105 FAULT_EVERY=5 FAULT_TIMES=3: every fifth call fails with that errno, thrice at most.
 *   FAULT_SHORT=7: send takes seven bytes at most, recv gives no more.
 * And the host two.test has two addresses, ::1 before 127.0.0.1, as localhost has on many machines.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

static long setting(const char *name, long usual) {
    const char *text = getenv(name);
    return text ? atol(text) : usual;
}

/* Whether this call is one of those that fail; sets errno. */
static int fails(const char *call) {
    static atomic_long calls, failures;
    const char *named = getenv("FAULT_CALL");
    if (!named || strcmp(named, call) != 0) return 0;
    if (atomic_fetch_add(&calls, 1) % setting("FAULT_EVERY", 1) != 0) return 0;
    if (atomic_fetch_add(&failures, 1) >= setting("FAULT_TIMES", 1 << 30)) return 0;
    errno = (int)setting("FAULT_CODE", EIO);
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int accept4(int fd, struct sockaddr *restrict address, socklen_t *restrict length, int flags) {
    return fails("accept4") ? -1 : REAL(accept4)(fd, address, length, flags);
}

ssize_t send(int fd, const void *bytes, size_t count, int flags) {
    size_t most = (size_t)setting("FAULT_SHORT", 1 << 30);
    return fails("send") ? -1 : REAL(send)(fd, bytes, count < most ? count : most, flags);
}

ssize_t recv(int fd, void *bytes, size_t count, int flags) {
    size_t most = (size_t)setting("FAULT_SHORT", 1 << 30);
    return fails("recv") ? -1 : REAL(recv)(fd, bytes, count < most ? count : most, flags);
}

int epoll_ctl(int poller, int operation, int fd, struct epoll_event *event) {
    /* For clients alone: Dispatch has descriptors of its own, and takes a failure for the end. */
    struct sockaddr_storage peer;
    socklen_t length = sizeof peer;
    int is_client = getpeername(fd, (struct sockaddr *)&peer, &length) == 0;
    return is_client && fails("epoll_ctl") ? -1 : REAL(epoll_ctl)(poller, operation, fd, event);
}

int epoll_wait(int poller, struct epoll_event *events, int count, int timeout) {
    return fails("epoll_wait") ? -1 : REAL(epoll_wait)(poller, events, count, timeout);
}

int getaddrinfo(const char *restrict node, const char *restrict service, const struct addrinfo *restrict hints,
                struct addrinfo **restrict found) {
    if (!node || strcmp(node, "two.test") != 0) return REAL(getaddrinfo)(node, service, hints, found);
    struct addrinfo *second;
    int status = REAL(getaddrinfo)("::1", service, hints, found);
    if (status == 0) status = REAL(getaddrinfo)("127.0.0.1", service, hints, &second);
    if (status == 0) (*found)->ai_next = second;
    return status;
}
