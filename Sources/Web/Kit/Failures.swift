internal import HTTPTypes
internal import Records
internal import Logging
internal import Rules

/// What goes wrong, as a page: refusals in their own words, accidents with nothing but the request's id.
enum Failures {
  static func reply(to error: any Error, _ call: Call, _ logger: Logger) -> Reply {
    let status: HTTPResponse.Status
    let message: String
    switch error {
    case Refusal.notFound:
      status = .notFound
      message = call.text("error.notFound")
    case Refusal.forbidden(let sentence):
      status = .forbidden
      message = call.language.say(sentence)
    case Refusal.conflict(let sentence):
      status = .conflict
      message = call.language.say(sentence)
    case Refusal.invalid(let problems):
      status = .unprocessableContent
      message = problems.map { call.language.say($0.text) }.joined(separator: " ")
    default:
      logger.error("accident", metadata: ["error": "\(error)"])
      status = .internalServerError
      message = call.text("error.accident")
    }
    let page = FailurePage(
      title: call.text("error.title.\(status.code)"), message: message, request: call.act.request,
      isAccident: status.code >= 500)
    return (try? call.page(page, status: status)) ?? .html(message, status: status)
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
