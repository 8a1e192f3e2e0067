#ifndef INKLING_CPNG_SHIM_H
#define INKLING_CPNG_SHIM_H
#include <png.h>
#endif
