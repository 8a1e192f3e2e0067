extension PenDrawing {
    /// A 5 in two strokes: the body with its bowl, and the bar, which need not touch it.
    public static let five = PenDrawing(
        label: .digit(5),
        strokes: [
            [
                [30, 5], [25, 45], [45, 40], [62, 45], [72, 60], [72, 75], [62, 90], [45, 96], [28, 92],
                [18, 82],
            ],
            [[52, 4], [74, 2]],
        ])

    /// A 1 that is one straight stroke.
    public static let one = PenDrawing(label: .digit(1), strokes: [[[50, 0], [45, 100]]])

    /// A 0 that is a closed loop.
    public static let zero = PenDrawing(
        label: .digit(0),
        strokes: [
            [
                [50, 0], [30, 8], [16, 30], [14, 55], [20, 80], [36, 97], [54, 98], [72, 84], [80, 58],
                [78, 32],
                [68, 10], [50, 0],
            ]
        ])
}
