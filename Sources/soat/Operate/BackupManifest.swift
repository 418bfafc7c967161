import Foundation
import Records
import Rules

/// What a backup folder holds, with the SHA-256 of each file and a code over the whole that only the holder of
/// the audit key can make.
struct BackupManifest: Equatable {
  struct File: Equatable {
    let path: String
    let size: Int64
    let digest: String
  }

  static let name = "manifest"
  private static let form = "soat-backup 1"

  let at: Instant
  /// The newest entry of the audit log shortly before the database was copied.
  let head: AuditHead
  let files: [File]

  func text(_ keys: Keys) -> String {
    let body =
      [BackupManifest.form, "at \(at.milliseconds)", "head \(head.seq) \(head.mac)"]
      + files.map { "file \($0.digest) \($0.size) \($0.path)" }
    return (body + ["code \(Manifests.code(body, keys))"]).joined(separator: "\n") + "\n"
  }

  /// Throws `CommandFailure` where the text is none, was altered, or was written with another key.
  init(_ text: String, _ keys: Keys) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    let body = Array(lines.dropLast())
    guard body.count >= 3, body[0] == BackupManifest.form,
      lines.last == "code \(Manifests.code(body, keys))",
      let at = body[1].split(separator: " ").last.flatMap({ Int64($0) })
    else {
      throw CommandFailure.badBackup("bản kê bị sửa, hoặc khóa không phải khóa của bản này")
    }
    let words = body[2].split(separator: " ", omittingEmptySubsequences: false)
    self.init(
      at: Instant(milliseconds: at),
      head: AuditHead(seq: Int64(words[1]) ?? 0, mac: words.count > 2 ? String(words[2]) : ""),
      files: body.dropFirst(3).compactMap { line in
        let words = line.split(separator: " ", maxSplits: 3)
        guard words.count == 4, let size = Int64(words[2]) else { return nil }
        return File(path: String(words[3]), size: size, digest: String(words[1]))
      })
  }

  init(at: Instant, head: AuditHead, files: [File]) {
    self.at = at
    self.head = head
    self.files = files
  }

  /// The files under `folder`, without the manifest.
  static func files(in folder: String) throws -> [File] {
    let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return try all.sorted().compactMap { path in
      var isFolder: ObjCBool = false
      let whole = folder + "/" + path
      guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder),
        !isFolder.boolValue, path != name, !path.hasPrefix("secrets/")
      else { return nil }
      let (digest, size) = try Manifests.digest(of: whole)
      return File(path: path, size: size, digest: digest)
    }
  }
}

enum Manifests {
  static func code(_ lines: [String], _ keys: Keys) -> String {
    Digest.seal("soat-backup-1", lines, keys)
  }

  /// SHA-256 and size of a file, read piece by piece.
  static func digest(of path: String) throws -> (digest: String, size: Int64) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(message: "không đọc được tệp “\(path)”.", exitCode: 66)
    }
    // Nothing was written: closing cannot lose anything.
    defer { try? file.close() }
    var digest = Digest()
    var size: Int64 = 0
    while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
      digest.update(data)
      size += Int64(data.count)
    }
    return (digest.finish(), size)
  }
}

extension CommandFailure {
  /// `EX_DATAERR`.
  static func badBackup(_ reason: String) -> CommandFailure {
    CommandFailure(
      message: "bản sao lưu không dùng được: \(reason). Hãy dùng bản khác.", exitCode: 65)
  }
}
