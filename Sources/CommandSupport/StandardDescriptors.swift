import Glibc

/// The descriptors 0, 1 and 2.
enum StandardDescriptors {
    /// Fills those that were closed when the program began, so that no file which is opened later gets their number,
    /// and with it what is written for a person; to write to what fills them fails as before.
    static func fill() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The system gives the lowest number that is free, which is this one.
            unsafe _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
