import Foundation
import Records
import Rules
import Store

/// A backup is a folder: `database`, `files/`, `anchors/`, the manifest, and `secrets/keys` where asked for. It can
/// be made while the server runs.
enum OfficeBackup {
  /// Writes under another name, verifies what was written, then renames. `path` must not be there.
  static func write(_ path: String, _ office: Office, withKeys: Bool) async throws -> BackupManifest
  {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure.cannotWrite(path, "đã có và không được ghi đè")
    }
    let partial = DataFolder(path: path + ".\(getpid()).partial")
    do {
      let manifest = try await fill(partial, office, withKeys: withKeys)
      try verify(partial.path, manifest)
      guard rename(partial.path, path) == 0 else {
        throw CommandFailure.cannotWrite(path, NewFile.reason(errno))
      }
      DurableFile.syncFolder(of: path)
      return manifest
    } catch {
      // What is half written is of no use to anybody.
      try? FileManager.default.removeItem(atPath: partial.path)
      throw error
    }
  }

  /// The marks first and the files last: then no mark is ahead of the database, and no file that it names lacks.
  private static func fill(
    _ copy: DataFolder, _ office: Office, withKeys: Bool
  ) async throws -> BackupManifest {
    try Folders.make(copy.path)
    try Folders.copy(office.folder.anchors, to: copy.anchors)
    let now = Instant.now
    let head = try await office.store.read { try Audit.head($0) }
    _ = try await office.store.backUp(
      to: copy.path + "/database", at: now.milliseconds)
    try Folders.copy(office.folder.files, to: copy.files)
    if withKeys { try Folders.copy(office.folder.secrets, to: copy.secrets) }
    let manifest = BackupManifest(
      at: now, head: head, files: try BackupManifest.files(in: copy.path))
    try DurableFile.create(
      copy.path + "/" + BackupManifest.name, Array(manifest.text(office.keys).utf8), mode: 0o600)
    return manifest
  }

  /// Reads everything again. Throws `CommandFailure` where a file is missing, more than listed, or not as it was.
  static func verify(_ path: String, _ manifest: BackupManifest) throws {
    let found = try BackupManifest.files(in: path)
    for file in manifest.files where !found.contains(file) {
      throw CommandFailure.badBackup("tệp \(file.path) thiếu hoặc đã bị sửa")
    }
    guard found.count == manifest.files.count else {
      throw CommandFailure.badBackup("có tệp lạ không nằm trong bản kê")
    }
    do {
      _ = try Backup.check(path + "/database")
    } catch {
      throw CommandFailure.badBackup("phần cơ sở dữ liệu hỏng")
    }
  }
}

/// Folders as wholes.
enum Folders {
  /// For its owner only, and so all that is made in it by the system's copying is out of others' reach.
  static func make(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure.cannotWrite(path, NewFile.reason(errno))
    }
  }

  /// Ordinary files and folders only, without locks and what is half written.
  static func copy(_ source: String, to target: String) throws {
    try make(target)
    for name in FileManager.default.enumerator(atPath: source)?.compactMap({ $0 as? String }) ?? []
    {
      guard !name.hasSuffix(".lock"), !name.hasSuffix(".tmp") else { continue }
      var state = stat()
      guard lstat(source + "/" + name, &state) == 0 else { continue }
      switch state.st_mode & S_IFMT {
      case S_IFDIR: try make(target + "/" + name)
      case S_IFREG:
        do {
          try FileManager.default.copyItem(
            atPath: source + "/" + name, toPath: target + "/" + name)
        } catch  where lstat(source + "/" + name, &state) != 0 && errno == ENOENT {
          // A stray file was swept away meanwhile; what a row speaks of never goes.
          continue
        }
      default: break
      }
    }
  }
}
