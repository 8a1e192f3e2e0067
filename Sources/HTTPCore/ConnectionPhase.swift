/// What a connection is doing; `ConnectionMachine` alone moves it on.
enum ConnectionPhase {
    case reading
    case refusing(HTTPRefusal)
    case answering(HTTPRefusal?)
    case answered([UInt8])
    case sending
    case finishing
    case ending
    case lingering
    case closing
    case closed
}
