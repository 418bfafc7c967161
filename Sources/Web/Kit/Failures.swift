internal import HTTPTypes
internal import Logging
internal import Records
internal import Rules
internal import Store

/// What goes wrong, in the terms of HTTP: refusals in their own words, accidents with nothing but the request's id.
struct Failure: Sendable {
  let status: HTTPResponse.Status
  let message: Sentence
  var problems: [Problem] = []
  var headers: HTTPFields = [:]

  /// Logs an accident, once.
  init(_ error: any Error, _ call: Call) {
    switch error {
    case Refusal.notFound:
      self.init(status: .notFound, message: Failure.notFound)
    case Refusal.forbidden(let sentence): self.init(status: .forbidden, message: sentence)
    case Refusal.conflict(let sentence): self.init(status: .conflict, message: sentence)
    case Refusal.invalid(let problems):
      self.init(
        status: .unprocessableContent,
        message: "Chưa thực hiện được vì có chỗ chưa đúng; chưa có gì thay đổi.",
        problems: problems)
    case let rejection as Rejection:
      self.init(status: rejection.status, message: rejection.text, headers: rejection.headers)
      if rejection.endsConnection { headers[.connection] = "close" }
    case FileTrouble.full:
      call.site.logger.error("disk full", metadata: ["request": "\(call.act.request)"])
      self.init(Rejection.full, call)
    case StoreError.unavailable:
      call.site.logger.warning("database unavailable", metadata: ["request": "\(call.act.request)"])
      self.init(
        status: .serviceUnavailable, message: Failure.unavailable, headers: [.retryAfter: "10"])
    default:
      call.site.logger.error(
        "accident", metadata: ["request": "\(call.act.request)", "error": "\(error)"])
      self.init(status: .internalServerError, message: Failure.accident)
    }
  }

  private init(
    status: HTTPResponse.Status, message: Sentence, problems: [Problem] = [],
    headers: HTTPFields = [:]
  ) {
    self.status = status
    self.message = message
    self.problems = problems
    self.headers = headers
  }

  private static let notFound: Sentence =
    "Không có trang này, hoặc bạn không được xem. Kiểm tra lại địa chỉ, hoặc quay về trang chủ."
  private static let accident: Sentence =
    "Việc vừa rồi chưa thực hiện được do lỗi của hệ thống; chưa có gì thay đổi. Báo quản trị viên kèm mã dưới đây."
  private static let unavailable: Sentence =
    "Cơ sở dữ liệu tạm thời không trả lời; chưa có gì thay đổi. Thử lại sau ít phút."
}

/// Failures as answers.
enum Failures {
  static func reply(to error: any Error, _ call: Call) -> Reply {
    let failure = Failure(error, call)
    var reply = call.isProgram ? program(failure, call) : page(failure, call)
    reply.headers.append(contentsOf: failure.headers)
    return reply
  }

  private static func program(_ failure: Failure, _ call: Call) -> Reply {
    do {
      return try API.reply(to: failure, call)
    } catch {
      return .text(failure.message.description, status: failure.status)
    }
  }

  private static func page(_ failure: Failure, _ call: Call) -> Reply {
    let words = [failure.message] + failure.problems.map(\.text)
    let message = words.map(call.language.say).joined(separator: " ")
    let page = FailurePage(
      title: call.text("error.title.\(failure.status.code)"), message: message,
      request: call.act.request, isAccident: failure.status.code >= 500)
    do {
      return try call.page(page, status: failure.status)
    } catch {
      call.site.logger.error(
        "accident", metadata: ["request": "\(call.act.request)", "error": "\(error)"])
      return .text(message, status: failure.status)
    }
  }
}

struct FailurePage: Page {
  static let template = "failure"
  static let sample = FailurePage(
    title: "Không tìm thấy", message: "Không có trang này.", request: "1", isAccident: true)
  let title: String
  let message: String
  let request: String
  let isAccident: Bool
}
