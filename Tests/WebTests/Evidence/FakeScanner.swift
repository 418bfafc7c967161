import Foundation
import Synchronization

/// Takes one file as clamd does (INSTREAM) and gives the answer it was made with.
final class FakeScanner: Sendable {
  let path: String
  private let descriptor: Int32
  private let kept = Mutex<[UInt8]>([])

  init(_ answer: String) throws {
    path = FileManager.default.temporaryDirectory.path + "/s\(UInt32.random(in: 0...UInt32.max))"
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0, listen(descriptor, 1) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    Thread.detachNewThread { [self] in serve(answer) }
  }

  /// All that was sent of the file, as text.
  func received() -> String { kept.withLock { String(decoding: $0, as: UTF8.self) } }

  func stop() {
    close(descriptor)
    unlink(path)
  }

  private func serve(_ answer: String) {
    let connection = accept(descriptor, nil, nil)
    guard connection >= 0 else { return }
    defer { close(connection) }
    guard read(connection, 10) == Array("zINSTREAM\0".utf8) else { return }
    while true {
      let head = read(connection, 4)
      let count = head.reduce(0) { $0 << 8 | Int($1) }
      guard head.count == 4, count > 0 else { break }
      let piece = read(connection, count)
      kept.withLock { $0 += piece }
    }
    let bytes = Array((answer + "\0").utf8)
    if !answer.isEmpty { _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
  }

  private func read(_ connection: Int32, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var block = [UInt8](repeating: 0, count: count - bytes.count)
      let got = recv(connection, &block, block.count, 0)
      guard got > 0 else { break }
      bytes += block[..<got]
    }
    return bytes
  }
}
