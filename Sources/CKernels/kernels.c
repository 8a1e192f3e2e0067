#include "CKernels.h"

#define INLINE inline __attribute__((always_inline))

// A loop over registers: left rolled, it would keep them in memory.
#define EACH _Pragma("clang loop unroll(full)") for

// Sixteen floats, in one register or in several: the compiler's own vectors, so that the code below is the same for
// every instruction set.
typedef float lanes __attribute__((vector_size(CK_LANES * 4)));
typedef int bits __attribute__((vector_size(CK_LANES * 4)));
typedef float loose __attribute__((vector_size(CK_LANES * 4), aligned(4)));
typedef _Float16 halves __attribute__((vector_size(CK_LANES * 2), aligned(2)));
typedef signed char bytes __attribute__((vector_size(CK_LANES), aligned(1)));

#define load(address) ((lanes) * (const loose *)(address))
#define store(address, value) (*(loose *)(address) = (value))

// Sixteen narrower numbers, of that vector type.
#define widened(type, address) __builtin_convertvector(*(const type *)(address), lanes)

#define largest(a, b) __builtin_elementwise_max(a, b)

// max(x, 0), but what is not a number stays so, for the answer to show it.
#define rectified(x) ((lanes)((bits)(x) & ~((x) < 0)))

// One side of each transform of F(4x4, 3x3), with the points 0, 1, -1, 2, -2 and infinity; y and x are columns.

// Bᵀ
static INLINE void input_line(lanes *y, const lanes *x) {
    lanes even = x[4] - 4 * x[2], odd = x[3] - 4 * x[1], far = x[4] - x[2], steep = 2 * (x[3] - x[1]);
    y[0] = 4 * x[0] - 5 * x[2] + x[4];
    y[1] = even + odd;
    y[2] = even - odd;
    y[3] = far + steep;
    y[4] = far - steep;
    y[5] = 4 * x[1] - 5 * x[3] + x[5];
}

// B
static INLINE void input_gradient_line(lanes *y, const lanes *x) {
    lanes near = x[1] + x[2], tilt = x[2] - x[1], far = x[3] + x[4], slope = x[4] - x[3];
    y[0] = 4 * x[0];
    y[1] = 4 * tilt + 2 * slope + 4 * x[5];
    y[2] = -5 * x[0] - 4 * near - far;
    y[3] = -tilt - 2 * slope - 5 * x[5];
    y[4] = x[0] + near + far;
    y[5] = x[5];
}

// G
static INLINE void kernel_line(lanes *y, const lanes *x) {
    lanes outer = (x[0] + x[2]) * (-1.0f / 6), middle = x[1] * (-1.0f / 6);
    lanes wide = x[0] * (1.0f / 24) + x[2] * (1.0f / 6), narrow = x[1] * (1.0f / 12);
    y[0] = x[0] * (1.0f / 4);
    y[1] = outer + middle;
    y[2] = outer - middle;
    y[3] = wide + narrow;
    y[4] = wide - narrow;
    y[5] = x[2];
}

// Gᵀ
static INLINE void kernel_gradient_line(lanes *y, const lanes *x) {
    lanes near = (x[1] + x[2]) * (1.0f / 6), far = x[3] + x[4];
    y[0] = x[0] * (1.0f / 4) - near + far * (1.0f / 24);
    y[1] = (x[2] - x[1]) * (1.0f / 6) + (x[3] - x[4]) * (1.0f / 12);
    y[2] = far * (1.0f / 6) - near + x[5];
}

// Aᵀ
static INLINE void output_line(lanes *y, const lanes *x) {
    lanes near = x[1] + x[2], tilt = x[1] - x[2], far = x[3] + x[4], slope = x[3] - x[4];
    y[0] = x[0] + near + far;
    y[1] = tilt + 2 * slope;
    y[2] = near + 4 * far;
    y[3] = tilt + 8 * slope + x[5];
}

// A
static INLINE void output_gradient_line(lanes *y, const lanes *x) {
    lanes even = x[0] + x[2], odd = x[1] + x[3], wide = x[0] + 4 * x[2], steep = 2 * x[1] + 8 * x[3];
    y[0] = x[0];
    y[1] = even + odd;
    y[2] = even - odd;
    y[3] = wide + steep;
    y[4] = wide - steep;
    y[5] = x[3];
}

// The sums that the registers hold: 6 rows of 16 floats in 12 of AVX2's 16 (and in 24 of NEON's 32), 12 rows of 32
// floats in 24 of AVX-512's 32.
#define NAME(x) baseline_##x
#if defined(__aarch64__)
#define ROWS 6
#else
#define ROWS 3
#endif
#define VECTORS 1
#include "body.h"
#undef NAME
#undef ROWS
#undef VECTORS

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)
#define NAME(x) avx2_##x
#define ROWS 6
#define VECTORS 1
#include "body.h"
#undef NAME
#undef ROWS
#undef VECTORS
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx2,fma,f16c"))), apply_to = function)
#define NAME(x) avx512_##x
#define ROWS 12
#define VECTORS 2
#include "body.h"
#pragma clang attribute pop

enum ck_level ck_best_level(void) {
    // All that each level is compiled with: a virtual machine may hide any of them.
    int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
    if (!has_avx2) return CK_BASELINE;
    return __builtin_cpu_supports("avx512f") ? CK_AVX512 : CK_AVX2;
}

#define DISPATCH(level, call)                          \
    switch (level) {                                   \
        case CK_AVX512: avx512_##call; break;          \
        case CK_AVX2: avx2_##call; break;              \
        default: baseline_##call;                      \
    }
#else
enum ck_level ck_best_level(void) { return CK_BASELINE; }
#define DISPATCH(level, call) ((void)(level), baseline_##call)
#endif

void ck_multiply(enum ck_level level, const struct ck_product *p) { DISPATCH(level, multiply(p)); }
void ck_sum_rows(enum ck_level level, const struct ck_row_sum *s) { DISPATCH(level, sum_rows(s)); }
void ck_transform(enum ck_level level, enum ck_transform t, const struct ck_grid *g) { DISPATCH(level, transform(t, g)); }
void ck_transform_output(enum ck_level level, const struct ck_output *o) { DISPATCH(level, transform_output(o)); }
