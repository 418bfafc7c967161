internal import HTTPTypes
internal import Rules

/// Why a request is not even looked at: what HTTP itself has a number for.
struct Rejection: Error, Sendable {
  let status: HTTPResponse.Status
  let text: Sentence
  var headers: HTTPFields = [:]
  /// The rest of the body is not waited for; the connection ends after the answer.
  var endsConnection = false

  static func badRequest(_ text: Sentence) -> Rejection {
    Rejection(status: .badRequest, text: text, endsConnection: true)
  }

  static func tooLarge(_ bytes: Int) -> Rejection {
    Rejection(
      status: .contentTooLarge,
      text:
        "Dữ liệu gửi lên quá lớn: tối đa \(ByteCount.text(bytes)) mỗi lần gửi. Hãy chia nhỏ rồi gửi lại; chưa có gì thay đổi.",
      endsConnection: true)
  }

  static func tooSlow(_ seconds: Int) -> Rejection {
    Rejection(
      status: .requestTimeout,
      text:
        "Dữ liệu gửi lên quá chậm: quá \(seconds) giây mà chưa xong. Hãy kiểm tra đường truyền rồi gửi lại; chưa có gì thay đổi.",
      endsConnection: true)
  }

  /// RFC 4918, section 11.5.
  static let full = Rejection(
    status: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"),
    text:
      "Ổ đĩa của máy chủ đã hết chỗ nên chưa nhận được tệp; chưa có gì thay đổi. Báo quản trị viên rồi gửi lại.",
    endsConnection: true)

  static let wrongType = Rejection(
    status: .unsupportedMediaType,
    text: "Địa chỉ này không nhận dạng dữ liệu vừa gửi; hãy gửi từ biểu mẫu trên trang.",
    endsConnection: true)

  static let broken = badRequest("Dữ liệu gửi lên bị hỏng; tải lại trang rồi gửi lại.")

  /// `methods`: those that this address knows.
  static func wrongMethod(_ methods: [HTTPRequest.Method]) -> Rejection {
    Rejection(
      status: .methodNotAllowed,
      text: "Địa chỉ này không nhận cách gửi vừa dùng. Hãy quay lại trang trước và thử lại từ đó.",
      headers: [.allow: methods.map(\.rawValue).joined(separator: ", ")])
  }
}

/// A number of bytes as people say it.
enum ByteCount {
  /// `950 byte`, `64 KB`, `100 MB`: of 1,000, as disks are sold.
  static func text(_ bytes: Int) -> String {
    switch bytes {
    case ..<10_000: "\(bytes) byte"
    case ..<10_000_000: "\(bytes / 1_000) KB"
    default: "\(bytes / 1_000_000) MB"
    }
  }
}
