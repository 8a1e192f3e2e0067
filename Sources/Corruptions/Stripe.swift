/// The left and the right quarter inverted.
struct Stripe {
    func applied(to ink: InkPlane) -> InkPlane {
        let quarter = ink.width / 4
        return InkPlane(width: ink.width, height: ink.height) { x, y in
            let isInside = (quarter..<ink.width - quarter).contains(x)
            return isInside ? ink[x, y] : 1 - ink[x, y]
        }
    }
}
