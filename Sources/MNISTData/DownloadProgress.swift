/// How far one file's download is.
public struct DownloadProgress: Sendable, Equatable {
    /// The file's name, such as `train-images-idx3-ubyte.gz`.
    public let file: String
    /// The mirror that sends it.
    public let mirror: String
    /// Compressed bytes received so far.
    public let bytesReceived: Int
    /// Compressed bytes in all; nil where the mirror does not say.
    public let bytesTotal: Int?
    /// The file's place among those being fetched, from 1.
    public let fileNumber: Int
    /// How many files are being fetched.
    public let fileCount: Int
}
