/// All of the picture lighter, ground and ink, as far as white goes (severity 5 of 5).
struct Brightness {
    /// What is added; 1 is from black to white.
    var amount: Float = 0.5

    func applied(to ink: InkPlane) -> InkPlane {
        ink.mapped { $0 + amount }
    }
}
