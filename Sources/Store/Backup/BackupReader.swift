internal import Crypto
internal import Glibc

/// Reads a backup record by record. Opening it reads all of it once, so that damage is found before anything
/// is done with it; reading checks again, in case the file changes meanwhile.
final class BackupReader {
  private let path: String
  private let descriptor: Int32
  private var buffer: ArraySlice<UInt8> = []
  private var hash = SHA256()
  /// Bytes before the digest that are not read yet.
  private var left: Int

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Disk.failure(path) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    left = size - BackupFormat.digestLength
    guard left >= BackupFormat.firstLine.count else { throw BackupFormat.foreign }
    try checkAll()
    try rewind(left)
    _ = try take(BackupFormat.firstLine.count)
  }

  deinit { close(descriptor) }

  /// The next record; after the last one, throws unless the whole file was what its digest says.
  func next() throws -> (kind: BackupFormat.Kind, values: [Value]) {
    var head = try take(5)
    guard let kind = head.popFirst().flatMap(BackupFormat.Kind.init(rawValue:)) else {
      throw BackupFormat.damaged
    }
    let values = try BackupFormat.decode(Array(try take(Int(try head.takeNumber(4)))))
    if kind == .end {
      guard left == 0, buffer.isEmpty, try isDigestRight() else { throw BackupFormat.damaged }
    }
    return (kind, values)
  }

  private func checkAll() throws {
    try rewind(left)
    guard try Array(take(BackupFormat.firstLine.count)) == BackupFormat.firstLine else {
      throw BackupFormat.foreign
    }
    let all = left
    while left > 0 || !buffer.isEmpty { _ = try take(min(1 << 18, left + buffer.count)) }
    guard try isDigestRight() else { throw BackupFormat.damaged }
    left = all + BackupFormat.firstLine.count
    try rewindSize()
  }

  private func isDigestRight() throws -> Bool {
    let stored = try readSome(BackupFormat.digestLength)
    return stored.elementsEqual(hash.finalize())
  }

  private func rewind(_ count: Int) throws {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Disk.failure(path) }
    left = count
    buffer = []
    hash = SHA256()
  }

  private func rewindSize() throws {
    left = Int(lseek(descriptor, 0, SEEK_END)) - BackupFormat.digestLength
  }

  /// Exactly `count` bytes before the digest.
  private func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count <= left + buffer.count else { throw BackupFormat.damaged }
    while buffer.count < count {
      let piece = try readSome(min(max(1 << 18, count - buffer.count), left))
      left -= piece.count
      hash.update(data: piece)
      buffer = buffer.isEmpty ? piece[...] : buffer + piece
    }
    defer { buffer.removeFirst(count) }
    return buffer.prefix(count)
  }

  private func readSome(_ count: Int) throws -> [UInt8] {
    while true {
      var got = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, size in
        got = read(descriptor, target.baseAddress, count)
        size = max(0, got)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw BackupFormat.damaged }
      return bytes
    }
  }
}
