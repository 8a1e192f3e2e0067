#ifndef INKLING_CDEFLATE_SHIM_H
#define INKLING_CDEFLATE_SHIM_H
#include <libdeflate.h>
#endif
