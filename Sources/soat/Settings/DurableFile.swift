import Foundation

/// Files that must be on the disk before the program goes on: keys, marks of the log, exports.
enum DurableFile {
  /// A new file, whole and synced with its folder. Throws `CommandFailure` (73) where there is one already.
  static func create(_ path: String, _ bytes: [UInt8], mode: mode_t) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    try write(descriptor, bytes, path)
    syncFolder(of: path)
  }

  /// One more line at the end, synced.
  static func append(_ path: String, _ line: String) throws {
    let isNew = !FileManager.default.fileExists(atPath: path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    try write(descriptor, Array((line + "\n").utf8), path)
    if isNew { syncFolder(of: path) }
  }

  /// Makes a new or renamed name in `path`'s folder outlive a loss of power.
  static func syncFolder(of path: String) {
    let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private static func write(_ descriptor: Int32, _ bytes: [UInt8], _ path: String) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno != EINTR { throw failure(path) }
      sent += max(count, 0)
    }
    guard fsync(descriptor) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> CommandFailure {
    errno == EEXIST
      ? .cannotWrite(path, "tệp đã có và không được ghi đè")
      : .cannotWrite(path, NewFile.reason(errno))
  }
}
