import Glibc

/// One client's socket: non-blocking, without Nagle's delay, unable to raise SIGPIPE.
struct ClientSocket: Sendable {
    let descriptor: FileDescriptor

    init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
        var on: Int32 = 1
        // Only latency is lost where this fails, which it does on a connection that is already reset.
        _ = unsafe setsockopt(
            descriptor.raw, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Reads into the buffer; 0 is the client's end, `EAGAIN` means wait.
    func receive(into buffer: inout [UInt8]) throws(SystemError) -> Int {
        try retrying("recv") { unsafe recv(descriptor.raw, &buffer, buffer.count, 0) }
    }

    /// Sends what the system takes of the bytes; `EAGAIN` means wait.
    func send(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
        try retrying("send") {
            unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(descriptor.raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
        }
    }

    /// Sends the end of our side; the client can still be read. It fails only where the client is gone already.
    func endSending() {
        _ = shutdown(descriptor.raw, Int32(SHUT_WR))
    }
}
