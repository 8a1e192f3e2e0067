#ifndef INKLING_CZLIB_SHIM_H
#define INKLING_CZLIB_SHIM_H
#include <zlib.h>

// inflateInit2 is a macro, which Swift does not import. 15 is the largest window (RFC 1951 allows no larger),
// + 16 asks for the gzip wrapper (RFC 1952) and nothing else, check value included.
static inline int czlib_inflate_init_gzip(z_streamp stream) {
    return inflateInit2(stream, 15 + 16);
}

// A raw deflate stream, as zip archives hold.
static inline int czlib_inflate_init_raw(z_streamp stream) {
    return inflateInit2(stream, -15);
}

// One whole gzip member with the strongest compression; deflateInit2 is a macro too. 8 is the usual memory.
static inline int czlib_deflate_init_gzip(z_streamp stream) {
    return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
#endif
