import Rules

/// What the plan's values are called in front of a person.
enum PlanWords {
  static func comparator(_ comparator: Comparator) -> String {
    switch comparator {
    case .equal: "="
    case .atLeast: "≥"
    case .more: ">"
    case .atMost: "≤"
    case .less: "<"
    }
  }

  /// "≥ 98,5 %": a decimal comma, no fraction for whole numbers.
  static func amount(_ target: Target) -> String {
    comparator(target.comparator) + " " + number(target.value)
      + (target.unit.isEmpty ? "" : " " + target.unit)
  }

  static func number(_ value: Double) -> String {
    guard value == value.rounded(), value.magnitude < 1e15 else {
      return value.description.replacing(".", with: ",")
    }
    return String(Int64(value))
  }

  static func form(_ form: InspectionForm) -> String {
    switch form {
    case .periodic: "Kiểm tra theo kế hoạch"
    case .unannounced: "Kiểm tra đột xuất"
    case .selfInspection: "Tự kiểm tra"
    case .reInspection: "Phúc tra"
    case .thematic: "Kiểm tra chuyên đề"
    case .remote: "Kiểm tra qua hệ thống công nghệ thông tin"
    }
  }

  static func role(_ role: String) -> String {
    switch role {
    case "head": "Trưởng đoàn"
    case "deputyHead": "Phó Trưởng đoàn"
    case "secretary": "Thư ký"
    case "member": "Thành viên"
    default: role
    }
  }

  static func question(_ kind: QuestionKind) -> String {
    switch kind {
    case .text: "lời văn"
    case .number: "con số"
    case .share: "tỷ lệ"
    case .yesNo: "có/không"
    case .table: "bảng"
    case .evidence: "minh chứng"
    }
  }

  /// Number, symbol or what is blank: "15/KH-UBND", "(để trống)/KH-UBND".
  static func number(_ header: PlanHeader) -> String? {
    guard header.number != nil || header.symbol != nil else { return nil }
    return (header.number ?? "(để trống)") + (header.symbol.map { "/" + $0 } ?? "")
  }

  /// The header's fields in the order in which the document has them.
  static func fields(_ header: PlanHeader) -> [(label: String, value: String, names: [String])] {
    let date = header.date?.vietnamese ?? header.year.map { "để trống ngày hoặc tháng, năm \($0)" }
    return [
      ("Loại văn bản", header.kind, ["kind"]),
      ("Số, ký hiệu", number(header), ["number", "symbol"]),
      ("Địa danh", header.place, ["place"]),
      ("Ngày ký", date, ["date"]),
      ("Cơ quan ban hành", header.issuer, ["issuer"]),
      ("Trích yếu", header.title, ["title"]),
      ("Thẩm quyền ký", header.signingAuthority, ["signingAuthority"]),
      ("Chức vụ", header.signerTitle, ["signerTitle"]),
      ("Người ký", header.signer, ["signer"]),
    ].map { ($0.0, $0.1 ?? "không thấy trong văn bản", $0.2) }
  }

  /// "a, b" for agencies; `nil` for none.
  static func list(_ names: [String]) -> String? {
    names.isEmpty ? nil : names.joined(separator: "; ")
  }
}
