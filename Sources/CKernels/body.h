// Included by kernels.c once for each instruction set, with ROWS, VECTORS and NAME(x) set.

static INLINE void NAME(block)(const struct ck_product *p, const int rows, const int vectors, long row, long column) {
    lanes sum[ROWS][VECTORS];
    float *c = p->c + row * p->c_row + column;
    EACH (int i = 0; i < rows; i++)
        EACH (int j = 0; j < vectors; j++)
            sum[i][j] = p->accumulate ? load(c + i * p->c_row + j * CK_LANES)
                        : p->bias     ? load(p->bias + column + j * CK_LANES)
                                      : (lanes){0};
    const float *b = p->b + column / CK_PANEL * p->b_panel + column % CK_PANEL;
    for (long plane = 0; plane < p->planes; plane++)
        for (long segment = 0; segment < p->segments; segment++) {
            const float *a = p->a + row * p->a_row + plane * p->a_plane + segment * p->a_segment;
            for (long k = 0; k < p->depth; k++, a += p->a_step, b += p->b_row) {
                lanes right[VECTORS];
                EACH (int j = 0; j < vectors; j++) right[j] = load(b + j * CK_LANES);
                EACH (int i = 0; i < rows; i++)
                    EACH (int j = 0; j < vectors; j++) sum[i][j] += a[i * p->a_row] * right[j];
            }
        }
    EACH (int i = 0; i < rows; i++)
        EACH (int j = 0; j < vectors; j++)
            store(c + i * p->c_row + j * CK_LANES, p->rectify ? rectified(sum[i][j]) : sum[i][j]);
}

static INLINE void NAME(rows_of)(const struct ck_product *p, const int vectors, long rows, long row, long column) {
    switch (rows) {
#define CASE(n) case n: if (n <= ROWS) NAME(block)(p, n <= ROWS ? n : 1, vectors, row, column); break;
        CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8) CASE(9) CASE(10) CASE(11) CASE(12)
#undef CASE
    }
}

static void NAME(multiply)(const struct ck_product *p) {
    // Rows in blocks as even as can be: five of ten rather than four of twelve and one of one.
    long blocks = (p->rows + ROWS - 1) / ROWS;
    for (long column = 0; column < p->columns;) {
        int wide = VECTORS == 2 && p->columns - column >= 2 * CK_LANES;
        for (long n = 0, row = 0; n < blocks; n++) {
            long rows = (p->rows - row) / (blocks - n);
            if (wide) NAME(rows_of)(p, VECTORS, rows, row, column);
            else NAME(rows_of)(p, 1, rows, row, column);
            row += rows;
        }
        column += wide ? 2 * CK_LANES : CK_LANES;
    }
}

static INLINE void NAME(sum_of)(const struct ck_row_sum *s, const enum ck_format format, const int vectors, long column) {
    lanes sum[8];
    const char *b[8];
    const long size = format == CK_INT8 ? 1 : format == CK_FLOAT16 ? 2 : 4;
    EACH (int j = 0; j < vectors; j++) {
        long first = column + j * CK_LANES;
        b[j] = (const char *)s->b + (first / CK_PANEL * s->b_panel + first % CK_PANEL) * size;
        sum[j] = s->bias ? load(s->bias + first) : (lanes){0};
    }
    for (long n = 0; n < s->count; n++) {
        long row = s->rows[n] * s->b_row * size;
        EACH (int j = 0; j < vectors; j++)
            sum[j] += s->values[n] * (format == CK_INT8      ? widened(bytes, b[j] + row)
                                      : format == CK_FLOAT16 ? widened(halves, b[j] + row)
                                                             : load(b[j] + row));
    }
    EACH (int j = 0; j < vectors; j++)
        store(s->y + column + j * CK_LANES, s->rectify ? rectified(sum[j]) : sum[j]);
}

static INLINE void NAME(sums)(const struct ck_row_sum *s, const enum ck_format format) {
    long column = 0;
    for (; column + 8 * CK_LANES <= s->columns; column += 8 * CK_LANES) NAME(sum_of)(s, format, 8, column);
    for (; column < s->columns; column += CK_LANES) NAME(sum_of)(s, format, 1, column);
}

static void NAME(sum_rows)(const struct ck_row_sum *s) {
    switch (s->format) {
        case CK_INT8: NAME(sums)(s, CK_INT8); break;
        case CK_FLOAT16: NAME(sums)(s, CK_FLOAT16); break;
        default: NAME(sums)(s, CK_FLOAT32);
    }
}

// y = L x Lᵀ for a `from` x `from` matrix of lanes; `line` is y = L x for one column.
static INLINE void NAME(both_sides)(void (*line)(lanes *, const lanes *), const int from, const int to,
                                    const float *x, long row, long column, lanes *y) {
    lanes half[6][6];
    for (int c = 0; c < from; c++) {
        lanes in[6], out[6];
        for (int r = 0; r < from; r++) in[r] = load(x + r * row + c * column);
        line(out, in);
        for (int r = 0; r < to; r++) half[r][c] = out[r];
    }
    for (int r = 0; r < to; r++) line(y + r * to, half[r]);
}

static INLINE void NAME(each_tile)(void (*line)(lanes *, const lanes *), const int from, const int to, const int add,
                                   const struct ck_grid *g) {
    for (long i = 0; i < g->down; i++)
        for (long j = 0; j < g->across; j++)
            for (long c = 0; c < g->channels; c += CK_LANES) {
                lanes out[36];
                NAME(both_sides)(line, from, to, g->x + i * g->x_down + j * g->x_across + c, g->x_row, g->x_column, out);
                float *y = g->y + i * g->y_down + j * g->y_across + c;
                for (int r = 0; r < to; r++)
                    for (int k = 0; k < to; k++) {
                        float *place = y + r * g->y_row + k * g->y_column;
                        store(place, add ? load(place) + out[r * to + k] : out[r * to + k]);
                    }
            }
}

static void NAME(transform)(enum ck_transform transform, const struct ck_grid *g) {
    switch (transform) {
        case CK_INPUT: NAME(each_tile)(input_line, 6, 6, 0, g); break;
        case CK_KERNEL: NAME(each_tile)(kernel_line, 3, 6, 0, g); break;
        case CK_OUTPUT_GRADIENT: NAME(each_tile)(output_gradient_line, 4, 6, 0, g); break;
        case CK_INPUT_GRADIENT: NAME(each_tile)(input_gradient_line, 6, 6, 1, g); break;
        case CK_KERNEL_GRADIENT: NAME(each_tile)(kernel_gradient_line, 6, 3, 1, g); break;
    }
}

static void NAME(transform_output)(const struct ck_output *o) {
    const struct ck_grid *g = &o->grid;
    const int side = o->pool ? 2 : 4;
    for (long i = 0; i < g->down; i++)
        for (long j = 0; j < g->across; j++)
            for (long c = 0; c < g->channels; c += CK_LANES) {
                lanes out[16];
                NAME(both_sides)(output_line, 6, 4, g->x + i * g->x_down + j * g->x_across + c, g->x_row, g->x_column, out);
                if (o->pool)
                    for (int n = 0; n < 4; n++) {
                        const lanes *corner = out + n / 2 * 8 + n % 2 * 2;
                        out[n / 2 * 4 + n % 2] = largest(largest(corner[0], corner[1]), largest(corner[4], corner[5]));
                    }
                lanes bias = o->bias ? load(o->bias + c) : (lanes){0};
                float *y = g->y + i * g->y_down + j * g->y_across + c;
                for (int r = 0; r < side && i * side + r < o->height; r++)
                    for (int k = 0; k < side && j * side + k < o->width; k++) {
                        lanes value = out[r * 4 + k] + bias;
                        store(y + r * g->y_row + k * g->y_column, o->rectify ? rectified(value) : value);
                    }
            }
}
