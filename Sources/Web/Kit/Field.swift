internal import HTTPTypes
internal import Rules

/// One field of a form as `field.mustache` and its kin show it: what was typed, and what is wrong with it.
struct Field: Encodable, Sendable {
  let id: String
  let value: String
  let problem: String?
  /// The ids of the hint and the problem, for people who hear the page.
  let describedBy: String?
  let choices: [Option]

  struct Option: Encodable, Sendable {
    let value: String
    let text: String
    let selected: Bool
  }

  static let sample = Field(
    id: "name", value: "Phú Lộc", problem: "Nhập tên.", describedBy: "name-hint name-problem",
    choices: [Option(value: "ward", text: "Phường", selected: true)])
}

extension Call {
  /// The field `name`: as typed in the form that came back with problems, else `value`.
  /// `hasHint` where the template puts a text with the id `NAME-hint` beside it.
  func field(
    _ name: String, _ value: String? = nil, _ problems: [Problem], hasHint: Bool = false,
    choices: [(value: String, text: String)] = []
  ) -> Field {
    let value = form.fields[name] ?? value ?? ""
    let problem = problems.first { $0.field == name }.map { language.say($0.text) }
    let described = [hasHint ? name + "-hint" : nil, problem == nil ? nil : name + "-problem"]
      .compactMap(\.self)
    return Field(
      id: name, value: value, problem: problem,
      describedBy: described.isEmpty ? nil : described.joined(separator: " "),
      choices: choices.map {
        Field.Option(value: $0.value, text: $0.text, selected: $0.value == value)
      })
  }

  /// The date field `name`, shown day/month/year: as typed where it came back, in the form or (`typed`) in the
  /// query, else `value`. What is no date stays as it was typed.
  func dateField(
    _ name: String, _ value: CivilDate? = nil, _ problems: [Problem], typed: String? = nil,
    hasHint: Bool = false
  ) -> Field {
    let plain = field(name, typed ?? value?.vietnamese, problems, hasHint: hasHint)
    let described =
      (plain.describedBy?.split(separator: " ").map(String.init) ?? []) + [name + "-format"]
    return Field(
      id: name, value: DateText.shown(plain.value), problem: plain.problem,
      describedBy: described.joined(separator: " "), choices: [])
  }

  /// Carries out a form; where the rules find it wrong, shows the page of the form again (422) with the
  /// problems on top and beside their fields, and what was typed kept.
  func submit(
    orShow page: ([Problem]) async throws -> some Page,
    _ work: () async throws -> Reply
  ) async throws -> Reply {
    do {
      return try await work()
    } catch Refusal.invalid(let problems) {
      return try self.page(
        try await page(problems), status: .unprocessableContent, problems: problems)
    }
  }
}
