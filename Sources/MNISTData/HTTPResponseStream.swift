import Foundation
import FoundationNetworking
import Synchronization

/// One GET request's answer as it arrives; the only place that knows `URLSession`.
///
/// Iterating ends with the whole body, or throws a `MirrorFailure.Reason`: libcurl, underneath, reports a body
/// shorter than its Content-Length as a failure. Leaving the iteration early, or cancelling the task, closes the
/// connection. What has arrived but is not yet consumed waits in memory, never more than the limit on the body.
enum HTTPResponseStream {
    /// What arrives.
    enum Event: Sendable {
        /// The answer has begun, with status 200; the length of its body in bytes, if it says so.
        case head(announced: Int?)
        /// The next bytes of the body.
        case body([UInt8])
    }

    /// Starts a request for a body of at most `limit` bytes.
    static func get(
        _ url: URL, limit: Int, idleTimeout: Duration
    ) -> AsyncThrowingStream<Event, any Error> {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = idleTimeout / .seconds(1)
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        var request = URLRequest(url: url)
        // The file is gzip already and wanted as it is: no transfer compression to undo.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")

        return AsyncThrowingStream { continuation in
            let session = URLSession(
                configuration: configuration, delegate: Receiver(limit: limit, events: continuation),
                delegateQueue: nil)
            let task = session.dataTask(with: request)
            continuation.onTermination = { _ in session.invalidateAndCancel() }
            task.resume()
        }
    }

    /// Passes on what the session reports, on the session's queue.
    private final class Receiver: NSObject, URLSessionDataDelegate, Sendable {
        private let limit: Int
        private let events: AsyncThrowingStream<Event, any Error>.Continuation
        // Counted here: the task's own `countOfBytesReceived` lags behind, on Linux, when this is called.
        private let received = Atomic(0)

        init(limit: Int, events: AsyncThrowingStream<Event, any Error>.Continuation) {
            self.limit = limit
            self.events = events
        }

        func urlSession(
            _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
            completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
        ) {
            let status = (response as? HTTPURLResponse)?.statusCode ?? 0
            let announced = response.expectedContentLength
            if status != 200 {
                fail(.status(status))
            } else if announced > limit {
                fail(.tooLarge(limit: limit))
            } else {
                events.yield(.head(announced: announced < 0 ? nil : Int(announced)))
            }
            completionHandler(status == 200 && announced <= limit ? .allow : .cancel)
        }

        func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
            let total = received.add(data.count, ordering: .relaxed).newValue
            guard total <= limit else { return fail(.tooLarge(limit: limit)) }
            events.yield(.body([UInt8](data)))
        }

        func urlSession(
            _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
        ) {
            if let error {
                fail(.connection(error.localizedDescription))
            } else {
                events.finish()
            }
        }

        /// Ends the iteration, whose end in turn closes the session; only the first failure counts.
        private func fail(_ reason: MirrorFailure.Reason) { events.finish(throwing: reason) }
    }
}
