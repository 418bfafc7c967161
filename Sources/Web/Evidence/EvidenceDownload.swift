internal import HTTPTypes
internal import Logging
internal import NIOPosix
internal import OfficeFiles
internal import Records
internal import Rules
internal import Store

/// Files on their way out: whole, in parts, or as a picture of what is in them.
enum EvidenceDownload {
  /// What a browser may do with a file that somebody sent: nothing.
  static let confinement = "sandbox; default-src 'none'; frame-ancestors 'none'"
  /// Pictures of more bytes are not shown in a page.
  static let largestPicture: Int64 = 20_000_000

  static func file(_ call: Call) async throws -> Reply {
    try await file(try await asked(call), call)
  }

  /// The bytes of a file that the caller was found to see; noted in the log.
  static func file(_ file: EvidenceFile, _ call: Call) async throws -> Reply {
    let size = file.file.sum.size
    guard call.site.files.size(file.file.sum.sha256) == size else { throw gone(file, call) }
    let range = ByteRange.asked(call.headers, size: size, tag: tag(file))
    if case .none = range {
      return Reply(
        status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(size)"])
    }
    // A reader that fetches piece by piece is noted once.
    if range.first == 0, call.method != .head {
      try await call.site.store.write { [act = call.act] db in
        try Evidence.noteDownload(file, db, act)
      }
    }
    return reply(file, range, call)
  }

  private static func reply(_ file: EvidenceFile, _ range: ByteRange, _ call: Call) -> Reply {
    let (files, sum) = (call.site.files, file.file.sum)
    var reply = Reply(status: .ok, headers: headers(file))
    reply.headers[.contentDisposition] = ContentDisposition.attachment(file.file.name)
    if case .part(let first, let last) = range {
      reply.status = .partialContent
      reply.headers[.contentRange] = "bytes \(first)-\(last)/\(sum.size)"
    }
    let (first, count) = (range.first, range.count(of: sum.size))
    reply.stream = Reply.Stream(length: count) { write in
      try await files.read(sum.sha256, from: first, count: count, write)
    }
    return reply
  }

  /// A picture as it is, or one page drawn: at most so many pixels that text can be read.
  static func picture(_ call: Call) async throws -> Reply {
    let file = try await asked(call)
    let path = call.site.files.path(file.file.sum.sha256)
    switch file.file.kind.preview {
    case nil: throw Refusal.notFound
    case .picture:
      guard file.file.sum.size <= largestPicture else { throw Refusal.notFound }
      var reply = Reply(status: .ok, headers: headers(file))
      let (files, sum) = (call.site.files, file.file.sum)
      reply.stream = Reply.Stream(length: sum.size) { write in
        try await files.read(sum.sha256, count: sum.size, write)
      }
      return reply
    case .pages:
      let page = call.query["page"].flatMap { Int($0) } ?? 1
      let drawn = try await call.site.reading.runIfActive {
        PdfPicture.png(path: path, page: page, size: 1_400)
      }
      guard let drawn else { throw Refusal.notFound }
      var reply = Reply(status: .ok, headers: headers(file), body: drawn)
      reply.headers[.contentType] = "image/png"
      reply.headers[.eTag] = nil
      return reply
    }
  }

  /// Nil where it cannot be said: the file is damaged, or the program for it is missing.
  static func pages(_ file: EvidenceFile, _ call: Call) async throws -> Int? {
    let path = call.site.files.path(file.file.sum.sha256)
    return try await call.site.reading.runIfActive { PdfPicture.pages(path: path) }
  }

  private static func asked(_ call: Call) async throws -> EvidenceFile {
    let id = try call.id("evidence", of: Evidence.self)
    guard let position = call.parameters["position"].flatMap({ Int($0) }) else {
      throw Refusal.notFound
    }
    return try await call.read { db, act in try Evidence.file(position, of: id, db, act) }
  }

  private static func headers(_ file: EvidenceFile) -> HTTPFields {
    [
      .contentType: file.file.kind.media, .contentSecurityPolicy: confinement,
      .acceptRanges: "bytes", .eTag: tag(file), .cacheControl: "private, no-cache",
    ]
  }

  private static func tag(_ file: EvidenceFile) -> String { "\"\(file.file.sum.sha256)\"" }

  /// The row is there and the file is not: the operator has to look.
  static func gone(_ file: EvidenceFile, _ call: Call) -> Refusal {
    call.site.logger.error(
      "an evidence file is missing", metadata: ["sha256": "\(file.file.sum.sha256)"])
    return .conflict(
      "Tệp này không còn trên máy chủ. Báo quản trị viên khôi phục từ bản sao lưu (soat doctor).")
  }
}

/// Which bytes are asked for (RFC 9110, section 14).
enum ByteRange: Equatable {
  case whole
  case part(Int64, Int64)
  /// None of what is there.
  case none

  var first: Int64 {
    if case .part(let first, _) = self { return first }
    return 0
  }

  func count(of size: Int64) -> Int64 {
    if case .part(let first, let last) = self { return last - first + 1 }
    return size
  }

  /// One range; several, or words that are not understood, mean the whole. `If-Range` of an older file, too.
  static func asked(_ headers: HTTPFields, size: Int64, tag: String) -> ByteRange {
    guard let text = headers[.range], text.hasPrefix("bytes="),
      headers[.ifRange].map({ $0 == tag }) ?? true
    else { return .whole }
    let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return .whole }
    switch (Int64(ends[0]), Int64(ends[1])) {
    case (let first?, let last) where ends[1].isEmpty || last != nil:
      guard first < size, first <= last ?? first else { return .none }
      return .part(first, min(last ?? size - 1, size - 1))
    case (nil, let count?) where ends[0].isEmpty:
      return count > 0 ? .part(max(0, size - count), size - 1) : .none
    default: return .whole
    }
  }
}

/// How a browser is told to save a file (RFC 6266).
enum ContentDisposition {
  /// The name in Vietnamese for browsers, and without marks for programs that know only ASCII.
  static func attachment(_ name: String) -> String {
    let plain = name.split(separator: ".", omittingEmptySubsequences: false)
      .map { VietnameseOrder.searchKey(String($0)).replacing(" ", with: "-") }
      .joined(separator: ".")
    let coded = name.utf8.map { byte in
      isPlain(byte) ? String(UnicodeScalar(byte)) : "%" + Hex.text([byte]).uppercased()
    }.joined()
    return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(coded)"
  }

  /// `attr-char` of RFC 8187 without its rarer signs.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")].contains(byte)
  }
}
