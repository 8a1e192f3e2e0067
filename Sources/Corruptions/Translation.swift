/// The digit aside of the middle, to one of the four corners (severity 3 of 5).
struct Translation {
    /// Pixels to the right, and downwards.
    let x: Int
    let y: Int

    /// How far along each axis.
    static let distance = 3

    init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    init(using generator: inout some RandomNumberGenerator) {
        self.init(x: Self.distance * Int(generator.sign()), y: Self.distance * Int(generator.sign()))
    }

    func applied(to ink: InkPlane) -> InkPlane {
        InkPlane(width: ink.width, height: ink.height) { ink[$0 - x, $1 - y] }
    }
}
