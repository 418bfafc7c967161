import OfficeFiles
import Records
import Rules

/// A list of units from a file, with the digest of its bytes.
enum UnitListInput {
  /// No list of units comes near this.
  private static let limits = CsvLimits(total: 64 << 20, row: 256 << 10, columns: 200)
  /// A table that cannot be read; the codes before it belong to other unreadable files.
  static let brokenTableCode: Int32 = 26

  static func read(_ path: String) throws -> UnitListFile {
    var digest = Digest()
    var table = CsvReader(limits: limits)
    var list: UnitListReader?
    func take(_ row: CsvRow) {
      if list == nil {
        list = UnitListReader(header: row.fields, line: row.line)
      } else {
        list?.add(row.fields, line: row.line)
      }
    }
    do {
      try CsvFile.read(path: path, atMost: limits.total) { bytes in
        digest.update(bytes)
        try table.feed(bytes, take)
      }
      try table.finish(take)
    } catch let error as CsvError {
      throw CommandFailure(
        message: "\(name(path)): \(error.message)", exitCode: brokenTableCode)
    } catch let error as UnreadableFile {
      throw CommandFailure(message: error.message, exitCode: error.exitCode)
    }
    guard let list else {
      throw CommandFailure(message: CsvError.empty.message, exitCode: brokenTableCode)
    }
    return UnitListFile(name: name(path), sha256: digest.finish(), list: list.finish())
  }

  private static func name(_ path: String) -> String {
    path == "-" ? "đầu vào chuẩn" : String(path.split(separator: "/").last ?? Substring(path))
  }
}
