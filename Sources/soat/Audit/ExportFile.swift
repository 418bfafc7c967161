import Foundation
import Records
import Rules
import Store

/// The file of `soat audit export`: never written over, readable by owner and group, with its SHA-256 beside it.
enum ExportFile {
  /// How many entries were written.
  static func write(
    _ path: String, _ office: Office, _ from: CivilDate?, _ through: CivilDate?
  ) async throws -> Int {
    for name in [path, path + ".sha256"] where FileManager.default.fileExists(atPath: name) {
      throw CommandFailure.cannotWrite(name, "tệp đã có và không được ghi đè")
    }
    let act = office.act()
    guard
      let export = try await office.store.read({
        try AuditExport.of(from: from, through: through, $0, act)
      })
    else { throw CommandFailure.usage("không có mục nhật ký nào trong khoảng ngày này.") }
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o440)
    guard descriptor >= 0 else { throw CommandFailure.cannotWrite(path, NewFile.reason(errno)) }
    defer { close(descriptor) }
    do {
      let out = Outlet(descriptor: descriptor)
      let (count, digest) = try await fill(out, export, office)
      guard fsync(descriptor) == 0, link(temporary, path) == 0 else {
        throw Outlet.WriteFailure(code: errno)
      }
      unlink(temporary)
      let name = URL(filePath: path).lastPathComponent
      try DurableFile.create(path + ".sha256", Array("\(digest)  \(name)\n".utf8), mode: 0o440)
      try await office.store.write { try export.record(file: name, sha256: digest, $0, act) }
      return count
    } catch {
      unlink(temporary)
      guard let failure = error as? Outlet.WriteFailure else { throw error }
      throw CommandFailure.cannotWrite(path, NewFile.reason(failure.code))
    }
  }

  private static func fill(
    _ out: Outlet, _ export: AuditExport, _ office: Office
  ) async throws -> (count: Int, digest: String) {
    var digest = Digest()
    func write(_ line: String) {
      let bytes = Array((line + "\n").utf8)
      digest.update(bytes)
      out.write(bytes)
    }
    write(try export.head(office.keys))
    var (count, last) = (0, export.first - 1)
    while last < export.last {
      let after = last
      let entries = try await office.store.read {
        try Audit.run(after: after, through: export.last, $0)
      }
      guard let end = entries.last else { break }
      for entry in entries { write(try AuditExport.line(entry)) }
      count += entries.count
      last = end.seq
    }
    try out.finish()
    return (count, digest.finish())
  }

  /// Verifies an export by its head line, and by its SHA-256 where that file lies beside it.
  static func verify(
    _ path: String, _ keys: Keys
  ) throws -> (report: AuditReport, problems: [String]) {
    var problems: [String] = []
    var check: ExportCheck?
    var isFirst = true
    let digest = try Lines.each(of: path) { line in
      if isFirst {
        check = ExportCheck(head: line, keys)
        isFirst = false
      } else {
        check?.add(line)
      }
    }
    guard var check else {
      throw CommandFailure(
        message: "dòng đầu của “\(path)” bị sửa, không phải tệp nhật ký đã xuất, hoặc khác khóa.",
        exitCode: AuditVerifyCommand.brokenCode)
    }
    let report = check.finish()
    problems += check.unreadable.prefix(20).map { "dòng \($0) không phải một mục nhật ký" }
    if let noted = FileManager.default.contents(atPath: path + ".sha256"),
      !String(decoding: noted, as: UTF8.self).hasPrefix(digest)
    {
      problems.append("mã SHA-256 của tệp khác với mã trong \(path).sha256")
    }
    return (report, problems)
  }
}

/// A file's lines, in bounded memory.
enum Lines {
  /// The SHA-256 of the whole file. Throws `CommandFailure` where it cannot be read.
  static func each(of path: String, _ body: (String) -> Void) throws -> String {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(message: "không đọc được tệp “\(path)”.", exitCode: 66)
    }
    defer { try? file.close() }
    var digest = Digest()
    var rest: [UInt8] = []
    while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
      digest.update(data)
      rest += data
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: 10) {
        body(String(decoding: rest[start..<end], as: UTF8.self))
        start = end + 1
      }
      rest.removeFirst(start)
    }
    if !rest.isEmpty { body(String(decoding: rest, as: UTF8.self)) }
    return digest.finish()
  }
}
