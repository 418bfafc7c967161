internal import Crypto
internal import Glibc

/// Writes a backup piece by piece, so that its size does not matter. Nobody but the owner may read the file,
/// and it has its name only when it is whole and on the disk.
final class BackupWriter {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var hash = SHA256()

  private var unfinished: String { path + ".part" }

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Disk.failure(path) }
    buffer = BackupFormat.firstLine
  }

  deinit { close(descriptor) }

  func write(_ kind: BackupFormat.Kind, _ values: [Value]) throws {
    let content = try BackupFormat.encode(values)
    guard let length = UInt32(exactly: content.count) else {
      throw StoreError.failed(code: "backup", message: "a row is too long", statement: "")
    }
    buffer.append(kind.rawValue)
    buffer.append(number: UInt64(length), count: 4)
    buffer.append(contentsOf: content)
    if buffer.count >= 1 << 18 { try flush() }
  }

  func finish() throws {
    try flush()
    buffer = Array(hash.finalize())
    try flush()
    try Disk.settle(unfinished)
    guard rename(unfinished, path) == 0 else { throw Disk.failure(path) }
    try Disk.settle(path)
  }

  func abandon() { unlink(unfinished) }

  private func flush() throws {
    hash.update(data: buffer)
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Disk.failure(path) }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
