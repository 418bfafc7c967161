import Glibc

/// Runs a program with bounded time, memory and output, and nothing of ours but its arguments.
enum ChildProcess {
  struct Output {
    var status: Int32 = -1
    var standardOutput: [UInt8] = []
    var standardError: [UInt8] = []
    var isTooLong = false
    var isTooMuch = false
  }

  /// The full path of a program on `PATH`.
  static func find(_ program: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").lazy
      .filter { $0.hasPrefix("/") }
      .map { "\($0)/\(program)" }
      .first { access($0, X_OK) == 0 }
  }

  /// Runs `program` and waits for its end; `nil` where it could not be started.
  ///
  /// - Parameters:
  ///   - seconds: after this long it is killed.
  ///   - memory: bytes of address space it may use.
  ///   - limit: bytes of output after which it is killed.
  static func run(
    _ program: String, _ arguments: [String], seconds: Int, memory: Int, limit: Int
  ) -> Output? {
    guard let out = Pipe() else { return nil }
    guard let err = Pipe() else {
      out.close()
      return nil
    }
    // The shell sets limits that posix_spawn cannot, then becomes the program.
    let script = "ulimit -v \(memory >> 10); ulimit -t \(seconds); exec \"$0\" \"$@\""
    let words = ["/bin/sh", "-c", script, program] + arguments
    let child = spawn(words, out.write, err.write)
    close(out.write)
    close(err.write)
    defer {
      close(out.read)
      close(err.read)
    }
    guard let child else { return nil }
    var output = collect(out.read, err.read, seconds: seconds, limit: limit)
    if output.isTooLong || output.isTooMuch { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    output.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
    return output
  }

  /// A socket pair, because the system has it close-on-exec from the start, where a pipe could leak
  /// into a child started at the same moment and so never end.
  private struct Pipe {
    let read: Int32
    let write: Int32

    init?() {
      var ends: [Int32] = [-1, -1]
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
      guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
      (read, write) = (ends[0], ends[1])
    }

    func close() {
      Glibc.close(read)
      Glibc.close(write)
    }
  }

  private static func spawn(_ words: [String], _ out: Int32, _ err: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO)
    // Messages in English, whatever the user's language: they are looked at below.
    let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var child: pid_t = 0
    guard posix_spawn(&child, words[0], &actions, nil, &arguments, &variables) == 0 else {
      return nil
    }
    return child
  }

  private static func collect(
    _ out: Int32, _ err: Int32, seconds: Int, limit: Int
  ) -> Output {
    var output = Output()
    let end = now() + seconds * 1000
    var ends = [
      pollfd(fd: out, events: Int16(POLLIN), revents: 0),
      pollfd(fd: err, events: Int16(POLLIN), revents: 0),
    ]
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while ends.contains(where: { $0.fd >= 0 }) {
      let rest = end - now()
      guard rest > 0 else {
        output.isTooLong = true
        break
      }
      guard poll(&ends, nfds_t(ends.count), Int32(rest)) >= 0 || errno == EINTR else { break }
      for index in ends.indices where ends[index].fd >= 0 && ends[index].revents != 0 {
        let count = read(ends[index].fd, chunk.baseAddress, chunk.count)
        guard count > 0 else {
          if count == 0 || errno != EINTR { ends[index].fd = -1 }
          continue
        }
        let bytes = UnsafeRawBufferPointer(chunk)[..<count]
        if index == 0 {
          output.standardOutput.append(contentsOf: bytes)
        } else if output.standardError.count < 1 << 16 {
          output.standardError.append(contentsOf: bytes)
        }
      }
      guard output.standardOutput.count <= limit else {
        output.isTooMuch = true
        break
      }
    }
    return output
  }

  /// Milliseconds of a clock that never goes back.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
