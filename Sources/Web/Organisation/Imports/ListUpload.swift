internal import OfficeFiles
internal import Records
internal import Rules

/// Lists of units that come as files: read from disk, and read as tables.
enum ListUpload {
  /// No list of units comes near this.
  static let limits = CsvLimits(total: 16 << 20, row: 256 << 10, columns: 200)

  /// The bytes of an uploaded file. Problems are those of `field`.
  static func bytes(of file: UploadedFile, _ field: String) throws -> KeptList.File {
    guard file.size <= limits.total else {
      throw Refusal.invalid([
        Problem(
          field,
          "Tệp lớn hơn \(limits.total >> 20) MB; danh mục đơn vị không lớn đến thế. Chọn tệp khác.")
      ])
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.size)
    try CsvFile.read(path: file.path) { bytes += $0 }
    return KeptList.File(name: name(file.name), bytes: bytes)
  }

  /// The list that a file holds.
  static func list(_ file: KeptList.File, _ field: String) throws -> UnitListFile {
    var digest = Digest()
    digest.update(file.bytes[...])
    var table = CsvReader(limits: limits)
    var reader: UnitListReader?
    func take(_ row: CsvRow) {
      if reader == nil {
        reader = UnitListReader(header: row.fields, line: row.line)
      } else {
        reader?.add(row.fields, line: row.line)
      }
    }
    do {
      try table.feed(file.bytes[...], take)
      try table.finish(take)
    } catch let error as CsvError {
      throw Refusal.invalid([Problem(field, Sentence(words: error.message))])
    }
    guard let reader else {
      throw Refusal.invalid([Problem(field, Sentence(words: CsvError.empty.message))])
    }
    return UnitListFile(name: file.name, sha256: digest.finish(), list: reader.finish())
  }

  static func request(_ kept: KeptList) throws -> UnitImportRequest {
    UnitImportRequest(
      list: try list(kept.list, "list"), merges: try kept.merges.map { try list($0, "merges") },
      effectiveOn: kept.effectiveOn, provinces: kept.provinces)
  }

  /// Only shown, never a path; short enough for a heading.
  private static func name(_ sent: String) -> String {
    let last = sent.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "danh-muc.csv"
    let cleaned = OfficeText.cleaned(last)
    return OfficeText.problem(cleaned, "name", "Tên tệp") == nil ? cleaned : "danh-muc.csv"
  }
}
