#ifndef INKLING_COPENBLAS_SHIM_H
#define INKLING_COPENBLAS_SHIM_H
#include <cblas.h>
#endif
