import Files

extension Recipe {
    /// Bytes that a recipe's file may have: many times those of all settings.
    private static let byteLimit = 1 << 20

    /// Reads a recipe's file, a JSON object with any of the fields; those that are missing keep their defaults.
    ///
    /// - Throws: `TrainingError.badRecipe`, which names the file, the place, the field and what it may be.
    public init(path: String) throws(TrainingError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(FileChunks.contents(of: path, limit: Self.byteLimit))
        } catch let mistake as JSONMistake {
            throw .badRecipe(path: path, at: mistake.place, reason: "\(mistake)")
        } catch let error as UnreadableFile {
            throw .badRecipe(path: path, at: nil, reason: error.reason)
        } catch {
            throw .badRecipe(path: path, at: nil, reason: "\(error)")
        }
        do throws(TrainingError) {
            try self.init(document)
        } catch {
            throw .badRecipe(
                path: path, at: error.setting.flatMap(document.place), reason: "\(error)")
        }
    }

    /// Reads a recipe's text, as `init(path:)` does a file.
    ///
    /// - Throws: `TrainingError`, which names the field by its path, or `.badJSON`.
    public init(json: String) throws(TrainingError) {
        let document: JSONDocument
        do throws(JSONMistake) {
            document = try JSONDocument(Array(json.utf8))
        } catch {
            throw .badJSON(at: error.place, reason: "\(error)")
        }
        try self.init(document)
    }

    private init(_ document: JSONDocument) throws(TrainingError) {
        self.init()
        _ = try RecipeForm.filled(by: &self, given: document.root)
    }
}
