// The inner loops of the network, compiled once for each instruction set and chosen at run time.
//
// Swift cannot compile one function for several instruction sets; on a CPU with AVX-512 that is worth a factor of
// four. Everything above these loops (geometry, memory, threads) is Swift, in Neural. Numbers are float32; every
// "columns" and "channels" is a multiple of CK_LANES.
#ifndef CKERNELS_H
#define CKERNELS_H

#define CK_LANES 16L
#define CK_PANEL 32L

/// Instruction sets, each a superset of the one before where both exist.
enum ck_level { CK_BASELINE = 0, CK_AVX2 = 1, CK_AVX512 = 2 };

/// The best level that this CPU runs.
enum ck_level ck_best_level(void);

/// C = A B (+ C where `accumulate`, else + bias where it is not null), negative values set to 0 where `rectify`.
///
/// The sum runs over planes * segments * depth products. The left factors of row i lie at a + i * a_row + plane *
/// a_plane + segment * a_segment + k * a_step: with overlapping rows, and a plane and a segment for each row and column
/// of the kernel, this is a convolution that needs no unfolding. The right factors lie one row after the other, in
/// panels of CK_PANEL columns: (k, j) at b + (j / CK_PANEL) * b_panel + k * b_row + j % CK_PANEL.
struct ck_product {
    long rows, columns, planes, segments, depth;
    const float *a;
    long a_row, a_plane, a_segment, a_step;
    const float *b;
    long b_panel, b_row;
    float *c;
    long c_row;
    const float *bias;
    int accumulate, rectify;
};
void ck_multiply(enum ck_level level, const struct ck_product *product);

/// How the numbers of a matrix are stored; all sums are of float32.
enum ck_format { CK_FLOAT32, CK_FLOAT16, CK_INT8 };

/// y = bias + the sum of values[n] times row rows[n] of B, for `count` values of n in their order, so that it gives the
/// same bits as ck_multiply would with zeros for the rows left out. B (whose numbers may be narrower), bias and
/// `rectify` as there.
struct ck_row_sum {
    long columns, count;
    const float *values;
    const int *rows;
    enum ck_format format;
    const void *b;
    long b_panel, b_row;
    float *y;
    const float *bias;
    int rectify;
};
void ck_sum_rows(enum ck_level level, const struct ck_row_sum *sum);

/// The six transforms of Winograd's F(4x4, 3x3) and of its derivative: each is y = L x Lᵀ for small square matrices
/// of channel vectors. Lavin and Gray 2015, "Fast algorithms for convolutional neural networks", section 4.
enum ck_transform {
    CK_INPUT,             // Bᵀ d B: 6x6 pixels to 36 positions
    CK_KERNEL,            // G g Gᵀ: 3x3 taps to 36 positions
    CK_OUTPUT_GRADIENT,   // A dy Aᵀ: 4x4 pixels to 36 positions
    CK_INPUT_GRADIENT,    // B dv Bᵀ: 36 positions to 6x6 pixels, added to what is there
    CK_KERNEL_GRADIENT,   // Gᵀ du G: 36 positions to 3x3 taps, added to what is there
};

/// A grid of such matrices: tile (i, j) begins at x + i * x_down + j * x_across; its element (r, c) lies r * x_row +
/// c * x_column further on; likewise y.
struct ck_grid {
    long down, across, channels;
    const float *x;
    long x_down, x_across, x_row, x_column;
    float *y;
    long y_down, y_across, y_row, y_column;
};
void ck_transform(enum ck_level level, enum ck_transform transform, const struct ck_grid *grid);

/// The seventh, Aᵀ m A: 36 positions to 4x4 pixels of y, of which those beyond `height` and `width` are left out; then
/// bias (where not null), rectifier and 2x2 max pooling (pixels, height and width are the pooled plane's then).
struct ck_output {
    struct ck_grid grid;
    long height, width;
    const float *bias;
    int rectify, pool;
};
void ck_transform_output(enum ck_level level, const struct ck_output *output);

#endif
