internal import OfficeFiles
public import Records
internal import Rules
public import Store

/// Takes files in as evidence: looks at what they are, has them scanned, and puts them where they are kept.
public struct Intake: Sendable {
  private let files: FileStore
  private let scan: VirusScan?

  public init(files: FileStore, scan: VirusScan?) {
    self.files = files
    self.scan = scan
  }

  /// Moves the file at `path` into the office's folder; afterwards it is there after a power cut. Throws
  /// `Refusal.invalid` on `field` for a file that is not taken, and leaves that where it is.
  public func take(
    _ path: String, _ sum: FileSum, name: String, field: String
  ) async throws -> KeptFile {
    guard sum.size > 0 else {
      throw Refusal.invalid([Problem(field, "Tệp “\(name)” rỗng. Hãy chọn lại tệp.")])
    }
    let kind = try EvidenceKind.of(
      content: FileContent.of(path: path)?.rawValue, fileName: name, field: field)
    if let scan {
      guard case .clean = try await verdict(scan, path) else {
        throw Refusal.invalid([
          Problem(
            field,
            "Tệp “\(name)” có mã độc nên không được nhận. Hãy quét vi-rút máy đã tạo tệp rồi gửi tệp sạch."
          )
        ])
      }
    }
    try await files.keep(path, as: sum)
    return KeptFile(sum: sum, kind: kind, name: name)
  }

  /// Nothing is taken while nobody can look at it.
  private func verdict(_ scan: VirusScan, _ path: String) async throws -> VirusScan.Verdict {
    do {
      return try await scan.check(path)
    } catch is VirusScan.Failure {
      throw Refusal.conflict(
        "Bộ quét vi-rút không trả lời nên chưa nhận tệp; chưa có gì thay đổi. Gửi lại sau ít phút, hoặc báo quản trị viên."
      )
    }
  }
}

extension Call {
  /// Takes in all files of a field, each named as its sender called it.
  func kept(_ field: String) async throws -> [KeptFile] {
    var kept: [KeptFile] = []
    for file in files where file.field == field {
      kept.append(
        try await site.intake.take(file.path, file.sum, name: file.name, field: field))
    }
    return kept
  }
}

extension KeptFile {
  /// The beginning of a title where nobody gave one: the file's name without its ending.
  var title: String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot]).replacing("_", with: " ")
  }
}
