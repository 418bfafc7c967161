import Glibc

/// Reads bytes of files and pipes, never more than the limit.
enum InputBytes {
  static func read(path: String) throws(UnreadableFile) -> [UInt8] {
    // Without O_NONBLOCK a named pipe nobody writes to would hold the reader for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .notFound(path: path) : .notReadable(path: path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      throw .notReadable(path: path)
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    if isRegular, status.st_size > FileLimits.file { throw tooLarge }
    return try read(descriptor, expected: isRegular ? Int(status.st_size) : 0, path: path)
  }

  static func readStandardInput() throws(UnreadableFile) -> [UInt8] {
    try read(STDIN_FILENO, expected: 0, path: "-")
  }

  private static let tooLarge = UnreadableFile.tooLarge(megabytes: FileLimits.file >> 20)

  private static func read(
    _ descriptor: Int32, expected: Int, path: String
  ) throws(UnreadableFile) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .notReadable(path: path) }
      guard count > 0 else { return bytes }
      guard bytes.count + count <= FileLimits.file else { throw tooLarge }
      bytes.append(contentsOf: UnsafeRawBufferPointer(chunk)[..<count])
    }
  }
}
