import Glibc

/// What Linux knows of this process, under the names that all Prometheus clients use.
public struct ProcessStatistics: Sendable, Equatable {
    /// Processor time, user and system, in seconds.
    public let cpuSeconds: Double
    /// Memory that is in RAM, in bytes.
    public let residentBytes: Int
    /// Address space in bytes.
    public let virtualBytes: Int
    /// Threads.
    public let threads: Int
    /// When the process began, in seconds since 1970.
    public let startTime: Double
    /// Open descriptors; nil where they cannot be counted, as when there is none left to count them with.
    public let openDescriptors: Int?
    /// The most descriptors that may be open.
    public let maximumDescriptors: Double

    /// Reads /proc/self; nil where there is no such thing.
    public static func current() -> ProcessStatistics? {
        guard let status = contents(of: "/proc/self/stat"), let system = contents(of: "/proc/stat") else {
            return nil
        }
        var limit = rlimit()
        let hasLimit = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        return ProcessStatistics(
            stat: status, systemStat: system, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))),
            pageSize: sysconf(Int32(_SC_PAGESIZE)), openDescriptors: countDescriptors(),
            maximumDescriptors: hasLimit && limit.rlim_cur != rlim_t.max ? Double(limit.rlim_cur) : .infinity)
    }

    /// Reads the texts of /proc/self/stat and /proc/stat (proc(5)); nil where they are of another form.
    init?(
        stat: String, systemStat: String, ticksPerSecond: Double, pageSize: Int, openDescriptors: Int?,
        maximumDescriptors: Double
    ) {
        // The second field is the program's name in parentheses, which may itself hold spaces and parentheses.
        guard let name = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[name...].dropFirst().split(whereSeparator: \.isWhitespace)
        let boot = systemStat.split(separator: "\n").first { $0.hasPrefix("btime ") }
        // Field number 3 of the manual is the first here.
        func number(_ field: Int) -> Int? { fields.count > field - 3 ? Int(fields[field - 3]) : nil }
        guard let user = number(14), let system = number(15), let threads = number(20),
            let start = number(22), let virtual = number(23), let pages = number(24),
            let bootTime = boot.flatMap({ Double($0.dropFirst("btime ".count)) })
        else { return nil }
        cpuSeconds = Double(user + system) / ticksPerSecond
        residentBytes = pages * pageSize
        virtualBytes = virtual
        self.threads = threads
        startTime = bootTime + Double(start) / ticksPerSecond
        self.openDescriptors = openDescriptors
        self.maximumDescriptors = maximumDescriptors
    }

    private static func contents(of path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { return nil }
            if count == 0 { return String(decoding: text, as: UTF8.self) }
            text += buffer[..<count]
        }
    }

    private static func countDescriptors() -> Int? {
        // Since Linux 6.2 the folder's size is the number, which spares thousands of entries.
        var status = stat()
        if unsafe stat("/proc/self/fd", &status) == 0, status.st_size > 0 { return status.st_size }
        guard let folder = unsafe opendir("/proc/self/fd") else { return nil }
        defer { unsafe closedir(folder) }
        var entries = 0
        while unsafe readdir(folder) != nil { entries += 1 }
        // Less `.`, `..` and the descriptor of the folder itself.
        return entries - 3
    }
}

extension Exposition {
    /// Writes what is known of the process.
    public mutating func add(_ process: ProcessStatistics) {
        single(
            "process_cpu_seconds_total", .counter, "User and system CPU time in seconds.", process.cpuSeconds)
        single(
            "process_resident_memory_bytes", .gauge, "Memory in RAM, in bytes.", Double(process.residentBytes)
        )
        single(
            "process_virtual_memory_bytes", .gauge, "Address space in bytes.", Double(process.virtualBytes))
        single("process_threads", .gauge, "Threads.", Double(process.threads))
        single(
            "process_start_time_seconds", .gauge, "When the process began, in seconds since 1970.",
            process.startTime)
        if let open = process.openDescriptors {
            single("process_open_fds", .gauge, "Open descriptors.", Double(open))
        }
        single("process_max_fds", .gauge, "The most open descriptors.", process.maximumDescriptors)
    }
}
