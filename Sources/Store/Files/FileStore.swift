internal import Glibc

/// Why a file could not be kept or read.
public enum FileTrouble: Error, Equatable, Sendable {
  /// There is no room left on the disk, or none that this account may use.
  case full
  /// No file is called so, or it is shorter than it was.
  case missing(String)
  /// What the system said.
  case failed(String)

  static func last(_ path: String) -> FileTrouble {
    let code = errno
    return isFull(code) ? .full : .failed("\(path): \(String(cString: strerror(code)))")
  }

  /// Whether an error number of the system says that there is no room.
  public static func isFull(_ code: Int32) -> Bool {
    code == ENOSPC || code == EDQUOT || code == EFBIG
  }
}

/// Files called by the SHA-256 of their content, in folders called by its first two digits; never changed.
///
/// A file is whole and on the disk before it gets its name, and has its name before any row speaks of it; a file
/// that no row speaks of is swept away after a day.
public struct FileStore: Sendable {
  public let folder: String

  public init(folder: String) { self.folder = folder }

  /// Where the file of a sum stands or would stand.
  public func path(_ sha256: String) -> String { "\(folder)/\(sha256.prefix(2))/\(sha256)" }

  /// Takes over the finished file at `path`, which must be on the same disk; afterwards it is there after a
  /// power cut. One of the same content that is there already is replaced, which also mends a damaged one.
  public func keep(_ path: String, as sum: FileSum) async throws {
    try await onThread {
      let place = self.path(sum.sha256)
      let shard = "\(folder)/\(sum.sha256.prefix(2))"
      try flush(path)
      if mkdir(shard, 0o700) == 0 {
        try flush(folder)
      } else if errno != EEXIST {
        throw FileTrouble.last(shard)
      }
      try locked(LOCK_SH) {
        // The age of a file counts from here on.
        guard utimes(path, nil) == 0, rename(path, place) == 0 else {
          throw FileTrouble.last(path)
        }
      }
      try flush(shard)
    }
  }

  /// Keeps bytes that are in memory, by way of a file in `parts`.
  public func keep(_ bytes: [UInt8], parts: String) async throws -> FileSum {
    let sum = FileSum.of(bytes)
    let part = "\(parts)/\(sum.sha256).\(getpid())"
    try await onThread {
      let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw FileTrouble.last(part) }
      defer { close(descriptor) }
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else {
          let trouble = FileTrouble.last(part)
          unlink(part)
          throw trouble
        }
        sent += count
      }
    }
    try await keep(part, as: sum)
    return sum
  }

  /// The size of a file; nil where there is none.
  public func size(_ sha256: String) -> Int64? {
    var state = stat()
    return stat(path(sha256), &state) == 0 ? Int64(state.st_size) : nil
  }

  /// Gives `count` bytes of a file from `offset` on to `take`, block by block; waits for each to be taken.
  public func read(
    _ sha256: String, from offset: Int64 = 0, count: Int64,
    _ take: ([UInt8]) async throws -> Void
  ) async throws {
    let descriptor = open(path(sha256), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileTrouble.missing(sha256) }
    defer { close(descriptor) }
    var (place, rest) = (offset, count)
    while rest > 0 {
      let wanted = Int(min(rest, 1 << 17))
      let block = try await onThread { [place] in
        try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
          let got = pread(descriptor, buffer.baseAddress, wanted, off_t(place))
          guard got > 0 else { throw FileTrouble.missing(sha256) }
          filled = got
        }
      }
      try await take(block)
      place += Int64(block.count)
      rest -= Int64(block.count)
    }
  }

  /// The sums of all files that are there.
  public func all() -> [String] {
    names(in: folder).flatMap { shard in
      shard.utf8.count == 2
        ? names(in: "\(folder)/\(shard)").filter { $0.utf8.count == 64 && $0.hasPrefix(shard) } : []
    }
  }

  /// Removes files that are none of `named` and came before `time` (seconds since 1970); how many.
  public func sweep(keeping named: Set<String>, before time: Int64) async throws -> Int {
    try await onThread {
      var count = 0
      for sum in all() where !named.contains(sum) {
        // One that comes again meanwhile is young when the lock is held.
        try locked(LOCK_EX) {
          var state = stat()
          guard stat(path(sum), &state) == 0, Int64(state.st_mtim.tv_sec) < time else { return }
          if unlink(path(sum)) == 0 { count += 1 }
        }
      }
      return count
    }
  }

  private func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }

  private func locked<T>(_ kind: Int32, _ body: () throws -> T) throws -> T {
    let path = folder + "/.lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileTrouble.last(path) }
    defer { close(descriptor) }
    while flock(descriptor, kind) != 0 {
      guard errno == EINTR else { throw FileTrouble.last(path) }
    }
    return try body()
  }

  private func flush(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileTrouble.last(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileTrouble.last(path) }
  }
}
