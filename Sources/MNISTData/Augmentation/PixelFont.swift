/// Letters of 3x5 pixels, for captions in a picture.
enum PixelFont {
    static let (width, height) = (3, 5)

    /// Whether a letter's pixel is ink; a letter that the font lacks is blank, and small ones look like large ones.
    static func isInk(_ letter: Character, x: Int, y: Int) -> Bool {
        let rows = glyphs[Character(letter.uppercased())] ?? 0
        return rows >> (3 * (height - 1 - y) + width - 1 - x) & 1 == 1
    }

    /// Each octal digit is a row from the top: 4 is its left pixel, 1 its right one.
    private static let glyphs: [Character: Int] = [
        "A": 0o25755, "B": 0o65656, "C": 0o34443, "D": 0o65556, "E": 0o74647, "F": 0o74644, "G": 0o34553,
        "H": 0o55755, "I": 0o72227, "J": 0o11152, "K": 0o55655, "L": 0o44447, "M": 0o57755, "N": 0o65555,
        "O": 0o25552, "P": 0o65644, "Q": 0o25563, "R": 0o65655, "S": 0o34216, "T": 0o72222, "U": 0o55557,
        "V": 0o55552, "W": 0o55775, "X": 0o55255, "Y": 0o55222, "Z": 0o71247,
        "0": 0o75557, "1": 0o26227, "2": 0o61247, "3": 0o61216, "4": 0o55711, "5": 0o74616, "6": 0o34757,
        "7": 0o71122, "8": 0o75757, "9": 0o75716, ".": 0o00002, ",": 0o00024, "_": 0o00007,
    ]
}
