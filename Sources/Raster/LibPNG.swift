internal import CPNG

/// The only file that speaks to libpng, through its simplified API, which reports errors without `longjmp`.
enum LibPNG {
    /// Decodes a file that `PNGContainer` has checked.
    ///
    /// Warnings count as errors: after the container has dropped every chunk that is not needed to draw the
    /// picture, libpng has nothing harmless left to warn of. A bad tRNS checksum or compressed data that do
    /// not end where the picture does would otherwise pass.
    static func readRGBA(_ bytes: [UInt8], width: Int, height: Int) throws(PNGError) -> PixelImage {
        var image = unsafe png_image()
        unsafe image.version = cpng_image_version
        defer { unsafe png_image_free(&image) }

        guard unsafe png_image_begin_read_from_memory(&image, bytes, bytes.count) != 0,
            unsafe image.warning_or_error == 0
        else { throw .malformed(unsafe message(of: image)) }
        guard unsafe Int(image.width) == width, unsafe Int(image.height) == height else {
            throw .malformed("its header was read in two ways")
        }

        unsafe image.format = cpng_format_rgba
        // Without this, 16-bit samples are taken as linear light and come out far too bright.
        unsafe image.flags |= cpng_flag_16bit_srgb
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        guard unsafe png_image_finish_read(&image, nil, &pixels, 0, nil) != 0,
            unsafe image.warning_or_error == 0
        else { throw .malformed(unsafe message(of: image)) }
        return PixelImage(width: width, height: height, rgba: pixels)
    }

    /// Encodes in memory; can only fail where memory itself runs out.
    static func writeGray(_ picture: GrayImage) -> [UInt8] {
        var image = unsafe png_image()
        unsafe image.version = cpng_image_version
        unsafe image.width = png_uint_32(picture.width)
        unsafe image.height = png_uint_32(picture.height)
        unsafe image.format = cpng_format_gray
        defer { unsafe png_image_free(&image) }

        // An upper bound: the rows with their filter bytes, stored without compression, and the chunks around.
        let raw = (picture.width + 1) * picture.height
        var file = [UInt8](repeating: 0, count: raw + raw / 8 + raw / 64 + 1024)
        var count = png_alloc_size_t(file.count)
        let written = unsafe png_image_write_to_memory(&image, &file, &count, 0, picture.pixels, 0, nil)
        precondition(written != 0, "libpng could not write a PNG file into memory")
        return Array(file.prefix(Int(count)))
    }

    /// libpng's own words; a fixed array in C, a tuple here.
    private static func message(of image: png_image) -> String {
        unsafe withUnsafeBytes(of: image.message) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
