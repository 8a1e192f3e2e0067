#ifndef INKLING_CEPOLL_SHIM_H
#define INKLING_CEPOLL_SHIM_H
// Part of Linux's C library, but not of Swift's Glibc module.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#endif
