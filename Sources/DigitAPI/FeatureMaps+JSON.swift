public import DigitModel
import Raster

/// A layer's maps as one picture: side by side in rows of `columns`, the largest value of all is white.
extension FeatureMaps: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("columns", columns)
            json.member("height", height)
            json.member("image", picture.dataURL)
            json.member("layer", layer)
            json.member("maps", maps)
            json.member("width", width)
        }
    }

    /// As many columns as rows or a few more, so that no row is left unfilled.
    private var columns: Int {
        (1...maps).first { maps.isMultiple(of: $0) && $0 * $0 >= maps } ?? maps
    }

    private var picture: GrayImage {
        let scale = 255 / max(values.max() ?? 0, .leastNormalMagnitude)
        let (columns, area) = (columns, width * height)
        var pixels = [UInt8](repeating: 0, count: values.count)
        for map in 0..<maps {
            let corner = map / columns * columns * area + map % columns * width
            for y in 0..<height {
                for x in 0..<width {
                    let value = values[map * area + y * width + x]
                    pixels[corner + y * columns * width + x] = UInt8(
                        min(max(value * scale, 0), 255).rounded())
                }
            }
        }
        return GrayImage(width: columns * width, height: maps / columns * height, pixels: pixels)
    }
}
