import Glibc

/// A file on disk, handed out in pieces.
public enum CsvFile {
  /// Gives the bytes of a file, or of standard input for `-`, in pieces of at most 256 KiB.
  ///
  /// Throws `UnreadableFile` where the file cannot be opened, `CsvError.tooLarge` before anything is read of
  /// a file that has more than `limit` bytes, or what `body` throws.
  public static func read(
    path: String, atMost limit: Int = .max, _ body: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    if path == "-" { return try read(STDIN_FILENO, path, body) }
    // Without O_NONBLOCK a named pipe nobody writes to would hold the reader for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? UnreadableFile.notFound(path: path) : UnreadableFile.notReadable(path: path)
    }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) > limit
    {
      throw CsvError.tooLarge(megabytes: limit >> 20)
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    try read(descriptor, path, body)
  }

  private static func read(
    _ descriptor: Int32, _ path: String, _ body: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw UnreadableFile.notReadable(path: path) }
      guard count > 0 else { return }
      try body(piece[..<count])
    }
  }
}
