extension ConnectionMachine {
    /// What the shell is to do.
    public enum Action: Sendable, Equatable {
        /// Have the request answered, then call `answered` (or `refused`).
        case handle(HTTPRequest, id: String)
        /// The client asks before it sends the body (RFC 9110 §10.1.1): call `answered` where the head alone tells that
        /// it is in vain, which ends the connection, else `wantsBody`.
        case consider(HTTPRequest, id: String)
        /// Have the refusal rendered, then call `answered`.
        case refuse(HTTPRefusal, id: String)
        /// Send these bytes after those already waiting; once all are gone, call `sentAll`.
        case send([UInt8])
        /// Log it: the answer is out.
        case finished(Exchange)
        /// End the sending side; input is still read and thrown away, so that no reset overtakes the answer.
        case endSending
        /// Close the descriptor and forget the connection.
        case close
    }
}
