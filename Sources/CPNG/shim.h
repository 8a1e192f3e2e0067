#ifndef INKLING_CPNG_SHIM_H
#define INKLING_CPNG_SHIM_H

#include <png.h>

// Macros with casts or expressions do not reach Swift: name the few that are used.
static const png_uint_32 cpng_image_version = PNG_IMAGE_VERSION;
static const png_uint_32 cpng_format_rgba = PNG_FORMAT_RGBA;
static const png_uint_32 cpng_format_linear_rgba = PNG_FORMAT_LINEAR_RGB_ALPHA;
static const png_uint_32 cpng_flag_16bit_srgb = PNG_IMAGE_FLAG_16BIT_sRGB;

#endif
