public import Rules
internal import Store

/// Documents of the sample office: small files made here, for duties in every stage.
public struct SampleEvidence {
  let units: [String: ID<Unit>]
  let accounts: [String: ID<Account>]
  let db: any Writer
  let act: Act

  /// A document: whose, for which task, how it is called, and how many days ago it was added.
  private struct Document {
    let unit: String
    let unitName: String
    let task: String
    let number: String
    let title: String
    let issuer: String
    let days: Int
    var isPicture = false
    var lasts: Int?
  }

  private static let documents: [Document] = [
    Document(
      unit: "noi-vu", unitName: "Sở Nội vụ", task: SamplePlanText.inspection,
      number: "221/KH-UBND", title: "Kế hoạch kiểm tra công tác cải cách hành chính",
      issuer: "UBND tỉnh Tân An", days: 46, lasts: 365),
    Document(
      unit: "tu-phap", unitName: "Sở Tư pháp", task: SamplePlanText.inspection,
      number: "1042/STP-VP", title: "Công văn cử công chức tham gia đoàn kiểm tra",
      issuer: "Sở Tư pháp", days: 47),
    Document(
      unit: "phu-loc", unitName: "UBND xã Phú Lộc", task: SamplePlanText.review,
      number: "118/BC-UBND", title: "Báo cáo rà soát 112 thủ tục hành chính",
      issuer: "UBND xã Phú Lộc", days: 26),
    Document(
      unit: "phu-loc", unitName: "UBND xã Phú Lộc", task: SamplePlanText.review,
      number: "124/BC-UBND", title: "Phương án đơn giản hóa 9 thủ tục đất đai, hộ tịch",
      issuer: "UBND xã Phú Lộc", days: 21),
    Document(
      unit: "ben-cat", unitName: "UBND phường Bến Cát Nam", task: SamplePlanText.review,
      number: "97/BC-UBND", title: "Báo cáo rà soát thủ tục hành chính",
      issuer: "UBND phường Bến Cát Nam", days: 15),
    Document(
      unit: "long-thanh", unitName: "UBND xã Long Thạnh", task: SamplePlanText.review,
      number: "83/BC-UBND", title: "Báo cáo rà soát 98 thủ tục hành chính",
      issuer: "UBND xã Long Thạnh", days: 8),
    Document(
      unit: "binh-hoa", unitName: "UBND xã Bình Hòa", task: SamplePlanText.review,
      number: "", title: "Bảng tổng hợp rà soát (bản nháp)", issuer: "", days: 16),
    Document(
      unit: "my-duc", unitName: "UBND xã Mỹ Đức Đông", task: SamplePlanText.review,
      number: "61/TTr-UBND", title: "Tờ trình xin lùi thời hạn rà soát",
      issuer: "UBND xã Mỹ Đức Đông", days: 19),
    Document(
      unit: "ben-cat", unitName: "UBND phường Bến Cát Nam", task: SamplePlanText.publication,
      number: "", title: "Ảnh chụp bảng niêm yết thủ tục bằng mã QR", issuer: "", days: 6,
      isPicture: true),
    Document(
      unit: "phu-loc", unitName: "UBND xã Phú Lộc", task: SamplePlanText.publication,
      number: "", title: "Ảnh chụp bảng niêm yết tại Trung tâm", issuer: "", days: 2,
      isPicture: true),
    Document(
      unit: "khoa-hoc", unitName: "Sở Khoa học và Công nghệ", task: SamplePlanText.portal,
      number: "15/HĐ-SKHCN", title: "Hợp đồng kết nối Cổng dịch vụ công",
      issuer: "Sở Khoa học và Công nghệ", days: 30, lasts: 10),
    Document(
      unit: "noi-vu", unitName: "Sở Nội vụ", task: SamplePlanText.training,
      number: "402/GM-SNV", title: "Giấy mời tập huấn công chức đầu mối",
      issuer: "Sở Nội vụ", days: 3),
  ]

  /// The bytes of all its files; whoever makes the sample puts them among the office's files first.
  public static func files(on today: CivilDate) -> [[UInt8]] {
    documents.map { bytes($0, today) }
  }

  func make() throws {
    for document in SampleEvidence.documents {
      guard let unit = units[document.unit] else { continue }
      let owed = try Duties.list(DutyQuestion(unit: unit), limit: 200, db, act).lines
      guard
        let duty = owed.first(where: { $0.unit == unit && $0.title.hasPrefix(document.task) })
      else { continue }
      try add(document, to: duty)
    }
  }

  private func add(_ document: Document, to duty: DutyLine) throws {
    let code = document.isPicture ? "png" : "pdf"
    guard let kind = EvidenceKind.coded(code) else { return }
    let day = act.today.adding(days: -document.days)
    let file = KeptFile(
      sum: FileSum.of(SampleEvidence.bytes(document, act.today)), kind: kind,
      name: document.title + "." + code)
    let facts = EvidenceFacts(
      title: document.title, number: document.number,
      issuedOn: document.number.isEmpty ? nil : day, issuer: document.issuer,
      effectiveFrom: document.lasts == nil ? nil : day,
      effectiveTo: document.lasts.map { day.adding(days: $0) })
    try Evidence.add(facts, file, to: duty.id, db, by(duty.unit, document.days))
  }

  /// Whoever reports for the unit, so many days ago.
  private func by(_ unit: ID<Unit>, _ days: Int) -> Act {
    let person = SampleData.people.first { $0.role != nil && units[$0.unit] == unit }
    let actor = Actor(
      account: person.flatMap { accounts[$0.login] },
      name: person?.name ?? "Văn phòng HĐND và UBND",
      grants: [Grant(role: .unitOfficer, unit: unit)])
    return Act(
      actor: actor, at: act.at.adding(seconds: Int64(-days) * 86_400), channel: .web,
      request: act.request, chance: act.chance, keys: act.keys)
  }

  private static func bytes(_ document: Document, _ today: CivilDate) -> [UInt8] {
    if document.isPicture { return SamplePicture.bytes(UInt8(document.days * 40)) }
    let day = today.adding(days: -document.days).vietnamese
    return SamplePdf([
      SamplePdf.Line(text: document.issuer.isEmpty ? document.unitName : document.issuer, size: 13),
      SamplePdf.Line(text: document.number.isEmpty ? " " : "Số: " + document.number, size: 11),
      SamplePdf.Line(text: "Ngày " + day, size: 11),
      SamplePdf.Line(text: " ", size: 11), SamplePdf.Line(text: document.title, size: 13),
      SamplePdf.Line(text: " ", size: 11),
      SamplePdf.Line(text: "Tài liệu mẫu, không có thật, chỉ để dùng thử.", size: 11),
    ]).bytes
  }
}

/// A board on a wall, as a PNG of flat colours (ISO/IEC 15948), its rows not compressed.
enum SamplePicture {
  static let (width, height) = (240, 160)

  static func bytes(_ tint: UInt8) -> [UInt8] {
    var rows: [UInt8] = []
    for y in 0..<height {
      rows.append(0)
      for x in 0..<width { rows += colour(x, y, tint) }
    }
    let head = number(width) + number(height) + [8, 2, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", head)
      + chunk("IDAT", stored(rows)) + chunk("IEND", [])
  }

  private static func colour(_ x: Int, _ y: Int, _ tint: UInt8) -> [UInt8] {
    guard (30..<210).contains(x), (20..<140).contains(y) else { return [214, 208, 196] }
    let isSheet = (x - 30) % 60 > 8 && (x - 30) % 60 < 52 && (y - 20) % 60 > 8 && (y - 20) % 60 < 52
    guard isSheet else { return [40, 70 &+ tint / 4, 120] }
    let isLine = y % 6 == 0 && (x - 30) % 60 > 14 && (x - 30) % 60 < 46
    return isLine ? [90, 90, 90] : [250, 250, 246]
  }

  /// zlib (RFC 1950) with stored blocks (RFC 1951, 3.2.4).
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var place = 0
    while place < bytes.count {
      let end = min(place + 65_535, bytes.count)
      let count = UInt16(end - place)
      result.append(end == bytes.count ? 1 : 0)
      for word in [count, ~count] { result += [UInt8(word & 255), UInt8(word >> 8)] }
      result += bytes[place..<end]
      place = end
    }
    var (low, high) = (UInt32(1), UInt32(0))
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return result + number(Int(high << 16 | low))
  }

  private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + bytes
    return number(bytes.count) + content + number(Int(FileSum.of(content).crc32))
  }

  private static func number(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
