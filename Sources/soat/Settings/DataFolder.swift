import Foundation

/// An office's folder: `soat.sqlite`, evidence under `files`, the audit log's marks under `anchors`, keys under
/// `secrets`. Only its owner may enter.
struct DataFolder: Sendable {
  let path: String

  var database: String { path + "/soat.sqlite" }
  var files: String { path + "/files" }
  var anchors: String { path + "/anchors" }
  var secrets: String { path + "/secrets" }
  var keys: String { secrets + "/keys" }
  /// Files on their way in with a form; empty whenever the server starts.
  var arrivals: String { path + "/arrivals" }

  /// Whether an office was ever opened here.
  var isThere: Bool { FileManager.default.fileExists(atPath: keys) }

  /// Makes what is missing, mode 0700. Throws `CommandFailure` where the system refuses.
  func make() throws {
    for folder in [path, files, anchors, secrets, arrivals] {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) {
        if isFolder.boolValue { continue }
        throw CommandFailure.cannotWrite(folder, "đã có, nhưng không phải thư mục")
      }
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw CommandFailure.cannotWrite(folder, NewFile.reason(errno))
      }
    }
  }

  /// Removes the files on their way in that a killed server left behind.
  func emptyArrivals() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: arrivals) {
      try FileManager.default.removeItem(atPath: arrivals + "/" + name)
    }
  }
}
