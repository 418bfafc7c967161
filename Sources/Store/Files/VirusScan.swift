internal import Glibc

/// Asks a running clamd about a file, over its socket.
public struct VirusScan: Sendable {
  public enum Verdict: Sendable, Equatable {
    case clean
    /// With the name of what was found.
    case infected(String)
  }

  /// It does not answer, or answers nothing that can be understood: nothing is known of the file.
  public struct Failure: Error, Sendable {
    public let reason: String
  }

  private let socket: String

  /// `socket` is the path of clamd's `LocalSocket`.
  public init(socket: String) { self.socket = socket }

  /// Sends the file in pieces (INSTREAM of clamd(8)), never the whole at once.
  public func check(_ path: String) async throws -> Verdict {
    try await onThread {
      let connection = try connect()
      defer { close(connection) }
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { throw Failure(reason: FileTrouble.last(path).words) }
      defer { close(file) }
      try send(connection, Array("zINSTREAM\0".utf8))
      var block = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = Glibc.read(file, &block, block.count)
        guard count >= 0 else { throw Failure(reason: FileTrouble.last(path).words) }
        if count == 0 { break }
        try send(connection, length(count))
        try send(connection, block[..<count])
      }
      try send(connection, length(0))
      return try VirusScan.verdict(try answer(connection))
    }
  }

  /// `stream: OK`, `stream: Eicar-Signature FOUND`, or something else.
  static func verdict(_ answer: String) throws -> Verdict {
    let words = answer.split(separator: " ")
    if answer == "stream: OK" { return .clean }
    guard words.count >= 3, words[0] == "stream:", words.last == "FOUND" else {
      throw Failure(reason: answer.isEmpty ? "no answer" : answer)
    }
    return .infected(words[1..<words.count - 1].joined(separator: " "))
  }

  private func connect() throws -> Int32 {
    let connection = Glibc.socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard connection >= 0 else { throw Failure(reason: FileTrouble.last(socket).words) }
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(
        connection, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let isShort = withUnsafeMutableBytes(of: &address.sun_path) { place in
      place.count > socket.utf8.count
        ? {
          place.copyBytes(from: socket.utf8); return true
        }() : false
    }
    let joined = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard isShort, joined == 0 else {
      let failure = Failure(reason: FileTrouble.last(socket).words)
      close(connection)
      throw failure
    }
    return connection
  }

  private func length(_ count: Int) -> [UInt8] {
    [
      UInt8(count >> 24 & 255), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255),
      UInt8(count & 255),
    ]
  }

  private func send(_ connection: Int32, _ bytes: some Sequence<UInt8>) throws {
    let bytes = Array(bytes)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      // It may have said why before it hung up.
      guard count > 0 else { return }
      sent += count
    }
  }

  private func answer(_ connection: Int32) throws -> String {
    var answer: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1_024)
    while answer.count < 4_096 {
      let count = recv(connection, &block, block.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      answer += block[..<count]
    }
    return String(decoding: answer.prefix { $0 != 0 && $0 != 10 }, as: UTF8.self)
  }
}

extension FileTrouble {
  fileprivate var words: String {
    switch self {
    case .full: "disk full"
    case .missing(let name), .failed(let name): name
    }
  }
}
