/// Places a digit in MNIST's 28x28 so that its centre of mass is in the middle, in whole pixels.
enum MassCentering {
    /// - Precondition: the digit is no larger than the frame.
    static func place(_ digit: Plane<Float>, side: Int = NormalizedDigit.side) -> Plane<Float> {
        precondition(digit.width <= side && digit.height <= side)
        var (mass, momentX, momentY) = (0.0, 0.0, 0.0)
        for y in 0..<digit.height {
            for x in 0..<digit.width {
                let value = Double(digit[x, y])
                mass += value
                momentX += value * Double(x)
                momentY += value * Double(y)
            }
        }
        var result = Plane<Float>(width: side, height: side, filledWith: 0)
        guard mass > 0 else { return result }
        // Pixel 14 of 0...27: MNIST's own choice of the two middle pixels (measured on its test set).
        let middle = Double(side) / 2
        let left = Int((middle - momentX / mass).rounded()).clamped(to: 0...side - digit.width)
        let top = Int((middle - momentY / mass).rounded()).clamped(to: 0...side - digit.height)
        for y in 0..<digit.height {
            for x in 0..<digit.width { result[left + x, top + y] = digit[x, y] }
        }
        return result
    }
}
