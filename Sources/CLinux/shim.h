#ifndef INKLING_CLINUX_SHIM_H
#define INKLING_CLINUX_SHIM_H
// What Linux's C library has and Swift's Glibc module does not show.
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
// <sys/socket.h> declares it under _GNU_SOURCE only, without which the Glibc module is built.
int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
#endif
