internal import Dispatch
internal import Glibc

/// Files that are still there after a power cut.
enum Disk {
  /// Writes a file's bytes and its name in the folder through to the disk.
  static func settle(_ path: String) throws {
    try synchronise(path)
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    try synchronise(folder.isEmpty ? "." : folder == [""] ? "/" : folder.joined(separator: "/"))
  }

  private static func synchronise(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path) }
  }

  /// What the system said last, about a path.
  static func failure(_ path: String) -> StoreError {
    .unavailable("\(path): \(String(cString: strerror(errno)))")
  }
}

/// Runs blocking work away from the cooperative threads.
func onThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
  }
}
