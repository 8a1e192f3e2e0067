// What follows an instruction's byte.
extension PickleMachine {
    func checked<Value>(_ value: Value?) throws(PickleError) -> Value {
        guard let value else { throw .truncated(offset: offset) }
        return value
    }

    mutating func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws(PickleError) -> Int {
        Int(try checked(cursor.integer(type)))
    }

    /// Two's complement of any length; of more than eight bytes it is no number of anything here.
    func longInteger(_ bytes: ArraySlice<UInt8>) -> PickleValue {
        guard bytes.count <= 8 else { return .other }
        let unused = 64 - 8 * bytes.count
        return .integer(bytes.isEmpty ? 0 : (Int(littleEndianBytes: bytes) << unused) >> unused)
    }

    mutating func text(_ count: Int) throws(PickleError) -> String {
        guard let text = String(validating: try checked(cursor.bytes(count)), as: UTF8.self) else {
            throw .badArgument(offset: offset)
        }
        return text
    }

    mutating func line() throws(PickleError) -> String {
        let line = try checked(cursor.line(limit: 256))
        guard let text = String(validating: line, as: UTF8.self) else { throw .badArgument(offset: offset) }
        return text
    }

    func global(module: String, name: String) throws(PickleError) -> PickleGlobal {
        guard let global = PickleGlobal(module: module, name: name) else {
            throw .forbiddenGlobal("\(module).\(name)")
        }
        return global
    }
}
