// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is compiled with these: later language defaults early, and `unsafe` spelled out.
///
/// With INKLING_STRICT in the environment, as `make test` has it, a warning is an error.
let strict: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
    ] + (Context.environment["INKLING_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "inkling",
    products: [
        .executable(name: "inkling", targets: ["inkling"]),
        .executable(name: "inkling-train", targets: ["inkling-train"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    ],
    targets: [
        // C libraries: a module map and a shim header each, imported by one Swift file each.
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // epoll, eventfd, accept4, mallopt: in Linux's C library, not in Swift's Glibc module.
        .systemLibrary(name: "CLinux"),

        // Files as any command meets them: reading what nobody vouches for.
        .target(name: "Files", swiftSettings: strict),
        // JSON texts, read strictly and in place.
        .target(name: "JSON", swiftSettings: strict),
        // Inflating, and the checksum of archives: the fence around zlib.
        .target(name: "Compression", dependencies: ["CZlib"], swiftSettings: strict),

        // The server's side.
        .target(name: "HTTPCore", swiftSettings: strict),
        // Who may ask, from where and how often.
        .target(name: "Access", dependencies: ["HTTPCore", crypto], swiftSettings: strict),
        // Numbers for Prometheus.
        .target(name: "Metrics", swiftSettings: strict),
        .target(name: "SocketServer", dependencies: ["CLinux", "HTTPCore", logging], swiftSettings: strict),
        .target(name: "Raster", dependencies: ["CDeflate", "CPNG"], swiftSettings: strict),
        // What people say about pictures, kept by the server for the trainer.
        .target(name: "Feedback", dependencies: ["Files", "Raster"], swiftSettings: strict),
        .target(
            name: "DigitAPI",
            dependencies: ["Feedback", "HTTPCore", "JSON", "Metrics", "Raster", "DigitModel"],
            resources: [.embedInCode("openapi.json")],
            swiftSettings: strict),

        // The network, shared by server and trainer.
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O2"])]),
        .target(name: "Neural", dependencies: ["CKernels", "COpenBLAS"], swiftSettings: strict),
        .target(name: "DigitModel", dependencies: ["Files", "Neural"], swiftSettings: strict),

        // What was drawn with a pen, and how it looks on paper.
        .target(name: "PenStrokes", dependencies: ["Files", "Raster"], swiftSettings: strict),

        // What may happen to a picture that leaves it legible.
        .target(name: "Corruptions", swiftSettings: strict),

        // The trainer's side.
        .target(
            name: "MNISTData", dependencies: ["Compression", "Files", "Raster", crypto], swiftSettings: strict
        ),
        .target(
            name: "Training",
            dependencies: [
                "Compression", "Corruptions", "DigitModel", "Feedback", "Files", "JSON", "Neural",
                "MNISTData",
                "PenStrokes", "Raster",
            ],
            swiftSettings: strict),

        .target(
            name: "Report",
            dependencies: ["CommandSupport", "DigitModel", "MNISTData", "Neural", "Raster", "Training"],
            swiftSettings: strict),
        // Other people's formats, in and out.
        .target(
            name: "Interchange", dependencies: ["Compression", "DigitModel", "Files", "Neural"],
            swiftSettings: strict),

        // The commands.
        .target(name: "CommandSupport", dependencies: ["Files", argumentParser], swiftSettings: strict),
        .executableTarget(
            name: "inkling",
            dependencies: [
                "Access", "CLinux", "CommandSupport", "Compression", "DigitAPI", "DigitModel", "Feedback",
                "Files",
                "HTTPCore",
                "Metrics",
                "Raster",
                "SocketServer",
                argumentParser,
                logging,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "inkling-train",
            dependencies: [
                "CommandSupport", "Corruptions", "Training", "Report", "DigitModel", "Feedback", "Files",
                "Interchange", "MNISTData", "Neural", "PenStrokes", "Raster",
                argumentParser,
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["CZlib", "Raster"], path: "Tests/TestSupport",
            swiftSettings: strict),
        // Roads that are fed with any bytes: `make fuzz` looks for those that break them, the tests replay what is known.
        .target(
            name: "FuzzTargets",
            dependencies: ["DigitAPI", "DigitModel", "HTTPCore", "JSON", "Neural", "Raster", "TestSupport"],
            path: "Fuzz/Targets", swiftSettings: strict),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "FilesTests", dependencies: ["Files"], swiftSettings: strict),
        .testTarget(name: "AccessTests", dependencies: ["Access", "HTTPCore"], swiftSettings: strict),
        .testTarget(name: "MetricsTests", dependencies: ["Metrics"], swiftSettings: strict),
        .testTarget(name: "HTTPCoreTests", dependencies: ["HTTPCore"], swiftSettings: strict),
        .testTarget(
            name: "SocketServerTests", dependencies: ["SocketServer", "HTTPCore", logging],
            swiftSettings: strict),
        .testTarget(name: "RasterTests", dependencies: ["Raster", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "DigitAPITests",
            dependencies: [
                "DigitAPI", "Feedback", "HTTPCore", "Metrics", "Raster", "DigitModel", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "FeedbackTests", dependencies: ["Feedback", "Raster"], swiftSettings: strict),
        .testTarget(
            name: "NeuralTests", dependencies: ["Neural", "DigitModel", "Training"], swiftSettings: strict),
        .testTarget(
            name: "DigitModelTests", dependencies: ["DigitModel", "Neural", "Raster", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "InterchangeTests", dependencies: ["Interchange", "DigitModel", "Neural", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "MNISTDataTests", dependencies: ["Files", "MNISTData", "Raster"], swiftSettings: strict),
        .testTarget(
            name: "PenStrokesTests", dependencies: ["Files", "PenStrokes", "Raster"], swiftSettings: strict),
        .testTarget(
            name: "CorruptionsTests", dependencies: ["Corruptions", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "CommandSupportTests", dependencies: ["CommandSupport"], swiftSettings: strict),
        .testTarget(
            name: "TrainingTests",
            dependencies: [
                "Training", "Corruptions", "DigitModel", "Feedback", "MNISTData", "Neural", "PenStrokes",
                "Raster",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ReportTests",
            dependencies: [
                "CommandSupport", "Report", "DigitModel", "MNISTData", "Neural", "Raster", "Training",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// libFuzzer, whose runtime `make fuzz` links, has the main function.
if Context.environment["INKLING_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "inkling-fuzz", dependencies: ["FuzzTargets"], path: "Fuzz/Command",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
