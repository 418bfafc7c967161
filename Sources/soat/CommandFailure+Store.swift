import Rules
import Store

extension CommandFailure {
  /// `EX_UNAVAILABLE`, `EX_SOFTWARE`, `EX_TEMPFAIL` and `EX_NOPERM` of sysexits.h.
  static let unavailableCode: Int32 = 69
  static let accidentCode: Int32 = 70
  static let conflictCode: Int32 = 75
  static let forbiddenCode: Int32 = 77

  /// What a command says about an error that the rules or the database raised; nil for any other.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let refusal as Refusal: self = CommandFailure(refusal)
    case let error as StoreError: self = CommandFailure(error)
    default: return nil
    }
  }

  private init(_ refusal: Refusal) {
    switch refusal {
    case .notFound:
      self.init(message: "không thấy mục này. Hãy kiểm tra tên hoặc mã.", exitCode: 65)
    case .forbidden(let text):
      self.init(message: text.description, exitCode: CommandFailure.forbiddenCode)
    case .invalid(let problems):
      let words = problems.map {
        $0.field.isEmpty ? $0.text.description : "\($0.field): \($0.text)"
      }
      self.init(message: words.joined(separator: " "), exitCode: 65)
    case .conflict(let text):
      self.init(message: text.description, exitCode: CommandFailure.conflictCode)
    }
  }

  private init(_ error: StoreError) {
    switch error {
    case .unavailable(let reason):
      self.init(
        message: "cơ sở dữ liệu không trả lời: \(reason). Hãy kiểm tra máy chủ rồi chạy lại.",
        exitCode: CommandFailure.unavailableCode)
    case .newerSchema(let found, let known):
      self = .settings(
        "cơ sở dữ liệu do phiên bản mới hơn ghi (bước \(found), chương trình này biết đến "
          + "\(known)). Hãy cài phiên bản mới.")
    case .changedMigration(let name):
      self = .settings(
        "bước \(name) của cơ sở dữ liệu không phải của chương trình này. Hãy cài đúng phiên bản.")
    default:
      self.init(
        message: "lỗi cơ sở dữ liệu ngoài dự kiến: \(error). Hãy chạy “soat doctor”.",
        exitCode: CommandFailure.accidentCode)
    }
  }
}
