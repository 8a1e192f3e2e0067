extension Checkpoint {
    /// Reads the members of an ensemble, which must all mean the same by each class.
    ///
    /// - Throws: `CheckpointError`, which names the file, or the two that do not go together.
    public static func members(paths: [String]) throws(CheckpointError) -> [Checkpoint] {
        var members: [Checkpoint] = []
        for path in paths {
            let member = try Checkpoint(path: path)
            let classes = members.first?.metadata.classLabels ?? member.metadata.classLabels
            guard member.metadata.classLabels == classes else {
                throw .otherClasses(
                    path: path, classes: member.metadata.classLabels, first: paths[0], firstClasses: classes)
            }
            members.append(member)
        }
        return members
    }
}
