import Foundation
import Records
import Rules
import Store

/// An office ready to be served: its database, keys, and the folder for files on their way in.
struct OpenOffice {
  let store: any Store
  let keys: Keys
  /// Empty at the start; only its owner may enter.
  let arrivals: String

  /// Makes folder, keys and tables where they are missing, and applies pending migrations.
  static func open(folder: String) async throws -> OpenOffice {
    let arrivals = folder + "/arrivals"
    for path in [folder, folder + "/secrets", arrivals] { try make(path) }
    try empty(arrivals)
    let keys = try keys(folder + "/secrets/keys")
    let store = try SQLiteStore(path: folder + "/soat.sqlite")
    do {
      try await store.migrate(Schema.migrations)
      return OpenOffice(store: store, keys: keys, arrivals: arrivals)
    } catch {
      await store.close()
      throw error
    }
  }

  private static func make(_ path: String) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder.boolValue else {
        throw CommandFailure.cannotWrite(path, "đã có, nhưng không phải thư mục")
      }
      guard access(path, W_OK | X_OK) == 0 else {
        throw CommandFailure.cannotWrite(path, NewFile.reason(errno))
      }
      return
    }
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure.cannotWrite(path, NewFile.reason(errno))
    }
  }

  /// What a killed server left behind.
  private static func empty(_ folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  /// Two lines, `audit <64 hex digits>` and `seal <…>`.
  private static func keys(_ path: String) throws -> Keys {
    if !FileManager.default.fileExists(atPath: path) {
      let text = ["audit", "seal"].map { name in
        name + " "
          + Chance.system.bytes(32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
          .joined() + "\n"
      }.joined()
      guard
        FileManager.default.createFile(
          atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
      else { throw CommandFailure.cannotWrite(path, NewFile.reason(errno)) }
    }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let keys = lines.map { line in bytes(line.split(separator: " ").last ?? "") }
    guard keys.count == 2, keys.allSatisfy({ $0.count == 32 }) else {
      throw CommandFailure.usage("tệp khóa “\(path)” bị hỏng. Hãy khôi phục từ bản sao lưu khóa.")
    }
    return Keys(audit: keys[0], seal: keys[1])
  }

  private static func bytes(_ hex: some StringProtocol) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}

extension Instant {
  /// The clock of this machine.
  static var now: Instant {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}

extension Chance {
  /// The system's generator.
  static let system = Chance { count in
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }
}
