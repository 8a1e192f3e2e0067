internal import CPNG

/// The only file that speaks to libpng, through its simplified API, which reports errors without `longjmp`.
enum LibPNG {
    /// Decodes a file that `PNGContainer` has checked.
    ///
    /// Warnings count as errors: after the container has dropped every chunk that is not needed to draw the
    /// picture, libpng has nothing harmless left to warn of. A bad tRNS checksum or compressed data that do
    /// not end where the picture does would otherwise pass.
    static func readRGBA(_ file: PNGContainer) throws(PNGError) -> RGBAImage {
        let (width, height) = (file.header.width, file.header.height)
        let rgba: [UInt8]
        if file.header.bitDepth == 16, file.header.isInterlaced {
            let samples: [UInt16] = try read(file, format: cpng_format_linear_rgba, flags: 0)
            rgba = straightBytes(fromPremultiplied: samples)
        } else {
            // Without the flag, 16-bit samples are taken as linear light and come out far too bright.
            rgba = try read(file, format: cpng_format_rgba, flags: cpng_flag_16bit_srgb)
        }
        return RGBAImage(width: width, height: height, rgba: rgba)
    }

    /// Four samples a pixel, in the type that the format calls for.
    private static func read<Sample: FixedWidthInteger>(
        _ file: PNGContainer, format: png_uint_32, flags: png_uint_32
    ) throws(PNGError) -> [Sample] {
        // libpng keeps the address of the file from one call to the next, so the bytes must not move between.
        try unsafe file.essentialBytes().withUnsafeBufferPointer { bytes throws(PNGError) in
            var image = unsafe png_image()
            unsafe image.version = cpng_image_version
            defer { unsafe png_image_free(&image) }

            guard unsafe png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0,
                unsafe image.warning_or_error == 0
            else { throw .malformed(unsafe message(of: image)) }
            // The buffer below is made for our reading of the header: libpng's must be the same.
            guard unsafe Int(image.width) == file.header.width,
                unsafe Int(image.height) == file.header.height
            else { throw .malformed("its header was read in two ways") }

            unsafe image.format = format
            unsafe image.flags |= flags
            var samples = [Sample](repeating: 0, count: file.header.width * file.header.height * 4)
            guard unsafe png_image_finish_read(&image, nil, &samples, 0, nil) != 0,
                unsafe image.warning_or_error == 0
            else { throw .malformed(unsafe message(of: image)) }
            return samples
        }
    }

    /// libpng's reduction of interlaced 16-bit pictures to 8 bits loses all but the last pass (its bug 853, open in
    /// 1.6.58). Read as 16 bits, declared linear both ways, the samples pass unchanged but for alpha, which is
    /// multiplied in.
    private static func straightBytes(fromPremultiplied samples: [UInt16]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: samples.count)
        for index in stride(from: 0, to: samples.count, by: 4) {
            let alpha = UInt32(samples[index + 3])
            guard alpha > 0 else { continue }
            for channel in index..<index + 3 {
                let straight = (UInt32(samples[channel]) * 255 + alpha / 2) / alpha
                result[channel] = UInt8(min(straight, 255))
            }
            result[index + 3] = UInt8((alpha + 128) / 257)
        }
        return result
    }

    /// libpng's own words; a fixed array in C, a tuple here.
    private static func message(of image: png_image) -> String {
        unsafe withUnsafeBytes(of: image.message) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
