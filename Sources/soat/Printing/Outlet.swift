import Foundation

/// Bytes on their way out, gathered into large writes. A failure is kept and thrown by `finish`, so that
/// printing code need not look after every word.
final class Outlet {
  /// The reader of a pipe went away: nothing is wrong, there is only nobody left to print for.
  struct ReaderLeft: Error {}

  /// Why a write failed, as the system says it.
  struct WriteFailure: Error {
    let code: Int32
  }

  private static let capacity = 1 << 16

  /// `nil` keeps everything in memory.
  private let descriptor: Int32?
  private var buffer: [UInt8] = []
  private var failure: Int32 = 0

  init(descriptor: Int32?) {
    self.descriptor = descriptor
    buffer.reserveCapacity(descriptor == nil ? 0 : Outlet.capacity + 4_096)
  }

  /// What was kept in memory.
  var text: String { String(decoding: buffer, as: UTF8.self) }

  /// Whether a person looks at it.
  var isTerminal: Bool { descriptor.map { isatty($0) == 1 } ?? false }

  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Outlet.capacity { drain() }
  }

  func write(_ text: StaticString) {
    text.withUTF8Buffer { buffer.append(contentsOf: $0) }
    if buffer.count >= Outlet.capacity { drain() }
  }

  func write(_ bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Outlet.capacity { drain() }
  }

  func write(byte: UInt8) {
    buffer.append(byte)
    if buffer.count >= Outlet.capacity { drain() }
  }

  /// Sends what is left. Throws `ReaderLeft` or `WriteFailure`.
  func finish() throws {
    drain()
    if failure == EPIPE { throw ReaderLeft() }
    if failure != 0 { throw WriteFailure(code: failure) }
  }

  private func drain() {
    guard let descriptor else { return }
    buffer.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count, failure == 0 {
        let count = Foundation.write(
          descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
        if count >= 0 { sent += count } else if errno != EINTR { failure = errno }
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
