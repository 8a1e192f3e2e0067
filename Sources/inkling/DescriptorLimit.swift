import Glibc
import Logging

/// The process's limit of open descriptors, which is often as low as 1,024 though more may be had for the asking.
enum DescriptorLimit {
    /// What the process needs beside its connections: the model, the log, the event loops, and some to spare.
    private static let others = 64

    /// Raises the limit so that so many connections fit; where that is not allowed, as far as it is, with a warning.
    ///
    /// Beyond it clients wait to be accepted; nothing breaks.
    static func raise(toHold connections: Int, logger: Logger) {
        // As many again wait for their answers to be refused, at most.
        let wanted = rlim_t(connections + connections / 8 + others)
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
            limit.rlim_cur < wanted
        else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        let isRaised = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        guard !isRaised || limit.rlim_cur < wanted else { return }
        logger.warning(
            "fewer descriptors than connections",
            metadata: ["descriptors": "\(limit.rlim_cur)", "connections": "\(connections)"])
    }
}
