import Glibc
public import HTTPCore

/// The two clocks of Linux: one for deadlines, which never jumps, and one for the Date field.
enum SystemClock {
    /// Time since boot; `CLOCK_MONOTONIC` cannot fail.
    static var monotonic: Duration {
        let time = read(CLOCK_MONOTONIC)
        return Duration(
            secondsComponent: Int64(time.tv_sec), attosecondsComponent: Int64(time.tv_nsec) * 1_000_000_000)
    }

    /// Whole seconds since 1970.
    static var unixSeconds: Int {
        read(CLOCK_REALTIME).tv_sec
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return time
    }
}

extension HTTPDate {
    /// The time of day, to the second.
    public static var now: HTTPDate { HTTPDate(unixSeconds: SystemClock.unixSeconds) }
}
