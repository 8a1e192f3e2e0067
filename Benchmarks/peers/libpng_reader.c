// libpng's speed in reading PNG files that are in memory already.
//   libpng_reader classic|simplified SECONDS FILE...    prints {"us": the fastest run of each, their mean}
// SECONDS are those that a file is read for, again and again.
#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    png_bytep bytes;
    size_t count;
    size_t position;
} Input;

typedef int (*Reader)(Input *);

static void pull(png_structp png, png_bytep target, size_t count) {
    Input *input = png_get_io_ptr(png);
    if (count > input->count - input->position) png_error(png, "the file is cut short");
    memcpy(target, input->bytes + input->position, count);
    input->position += count;
}

// The rows as they are stored, palettes looked up: what the manual's example does. Returns 0 where it fails.
static int read_classic(Input *input) {
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    png_bytep volatile pixels = NULL;
    png_bytepp volatile rows = NULL;
    int is_read = 0;
    if (info && setjmp(png_jmpbuf(png)) == 0) {
        input->position = 0;
        png_set_read_fn(png, input, pull);
        png_read_info(png, info);
        if (png_get_color_type(png, info) == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
        png_set_interlace_handling(png);
        png_read_update_info(png, info);
        const size_t width = png_get_rowbytes(png, info), height = png_get_image_height(png, info);
        pixels = malloc(width * height);
        rows = malloc(height * sizeof(png_bytep));
        if (pixels && rows) {
            for (size_t y = 0; y < height; y++) rows[y] = pixels + y * width;
            png_read_image(png, rows);
            png_read_end(png, NULL);
            is_read = 1;
        }
    }
    free(pixels);
    free(rows);
    png_destroy_read_struct(&png, &info, NULL);
    return is_read;
}

// RGBA whatever the file holds: the few calls that libpng 1.6 offers for it. Returns 0 where it fails.
static int read_simplified(Input *input) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, input->bytes, input->count)) return 0;
    image.format = PNG_FORMAT_RGBA;
    png_bytep pixels = malloc(PNG_IMAGE_SIZE(image));
    const int is_read = pixels && png_image_finish_read(&image, NULL, pixels, 0, NULL);
    free(pixels);
    png_image_free(&image);
    return is_read;
}

static Input load(const char *path) {
    Input input = {0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) return input;
    const long count = ftell(file);
    rewind(file);
    input.bytes = count > 0 ? malloc((size_t)count) : NULL;
    if (input.bytes) input.count = fread(input.bytes, 1, (size_t)count, file);
    fclose(file);
    return input;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

// Seconds, or a negative number where the file cannot be read.
static double fastest(Reader reader, Input *input, double seconds) {
    double best = INFINITY;
    const double end = now() + seconds;
    for (int run = 0; run < 10 || now() < end; run++) {
        const double start = now();
        if (!reader(input)) return -1;
        best = fmin(best, now() - start);
    }
    return best;
}

int main(int count, char **arguments) {
    Reader reader = NULL;
    if (count > 3 && strcmp(arguments[1], "classic") == 0) reader = read_classic;
    if (count > 3 && strcmp(arguments[1], "simplified") == 0) reader = read_simplified;
    if (!reader) {
        fprintf(stderr, "usage: libpng_reader classic|simplified SECONDS FILE...\n");
        return 2;
    }
    double total = 0;
    for (int i = 3; i < count; i++) {
        Input input = load(arguments[i]);
        const double seconds = fastest(reader, &input, atof(arguments[2]));
        if (seconds < 0) {
            fprintf(stderr, "%s cannot be read\n", arguments[i]);
            return 1;
        }
        total += seconds;
        free(input.bytes);
    }
    printf("{\"us\": %.3f}\n", 1e6 * total / (count - 3));
    return 0;
}
