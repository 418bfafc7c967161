internal import Records
internal import Rules

/// One field of a form as a page shows it: its words, what was typed, and what is wrong with it.
struct FormField: Encodable, Sendable {
  let id: String
  let label: String
  let hint: String?
  let value: String
  let problem: String?
  var describedBy: String?
  let optional: Bool
  /// Exactly one of the following says how it is asked.
  var isLine = false
  var isDate = false
  var isArea = false
  var isFile = false
  /// What a file field takes, as browsers are told: ".csv,text/csv".
  var accept: String?
  var menu: Menu?
  var options: Options?

  /// A list to choose one from.
  struct Menu: Encodable, Sendable {
    let choices: [Choice]
  }

  /// Choices below each other, one or several.
  struct Options: Encodable, Sendable {
    /// `radio` or `checkbox`.
    let type: String
    let name: String
    let choices: [Choice]
  }

  struct Choice: Encodable, Sendable {
    let id: String
    let value: String
    let text: String
    let note: String?
    let selected: Bool
  }
}

extension FormField {
  /// The same field with words of its own instead of those that its id stands for.
  func said(_ label: String, hint: String? = nil) -> FormField {
    let said = [
      hint == nil ? nil : id + "-hint", problem == nil ? nil : id + "-problem",
      isDate ? id + "-format" : nil,
    ].compactMap(\.self).joined(separator: " ")
    return FormField(
      id: id, label: label, hint: hint, value: value, problem: problem,
      describedBy: said.isEmpty ? nil : said, optional: optional, isLine: isLine, isDate: isDate,
      isArea: isArea, isFile: isFile, accept: accept, menu: menu, options: options)
  }
}

/// What stands in the fields of a form: the record's own values at first, what was typed after a refusal.
struct Filling: Sendable {
  let values: Fields
  let problems: [Problem]
  let language: Language

  init(_ values: Fields, _ problems: [Problem], _ language: Language) {
    self.values = values
    self.problems = problems
    self.language = language
  }

  init(_ values: KeyValuePairs<String, String?>, _ language: Language) {
    var fields = Fields()
    for (name, value) in values { fields.add(name, value ?? "") }
    self.init(fields, [], language)
  }

  func line(_ id: String, optional: Bool = false, hint: Bool = false) -> FormField {
    var field = field(id, optional: optional, hint: hint)
    field.isLine = true
    return field
  }

  func area(_ id: String, optional: Bool = false, hint: Bool = false) -> FormField {
    var field = field(id, optional: optional, hint: hint)
    field.isArea = true
    return field
  }

  func file(
    _ id: String, optional: Bool = false, hint: Bool = false, accept: String = ".csv,text/csv"
  ) -> FormField {
    var field = field(id, optional: optional, hint: hint)
    field.isFile = true
    field.accept = accept
    return field
  }

  /// Shown day/month/year; what was typed and is no date stays.
  func date(_ id: String, optional: Bool = false, hint: Bool = false) -> FormField {
    var field = field(
      id, value: DateText.shown(values[id] ?? ""), optional: optional, hint: hint)
    field.describedBy = (field.describedBy.map { $0 + " " } ?? "") + id + "-format"
    field.isDate = true
    return field
  }

  func menu(
    _ id: String, _ choices: [(value: String, text: String)], optional: Bool = false,
    hint: Bool = false
  ) -> FormField {
    var field = field(id, optional: optional, hint: hint)
    field.menu = FormField.Menu(
      choices: choices.map {
        FormField.Choice(
          id: id + "-" + $0.value, value: $0.value, text: $0.text, note: nil,
          selected: $0.value == values[id])
      })
    return field
  }

  /// The first choice bears the field's own id, so that a summary's link leads to it.
  func options(
    _ id: String, _ choices: [(value: String, text: String, note: String?)],
    several: Bool = false, hint: Bool = false, label: String? = nil
  ) -> FormField {
    let chosen = values.all(id)
    var field = field(id, optional: false, hint: hint, label: label)
    field.options = FormField.Options(
      type: several ? "checkbox" : "radio", name: id,
      choices: choices.enumerated().map { index, choice in
        FormField.Choice(
          id: index == 0 ? id : id + "-\(index + 1)", value: choice.value, text: choice.text,
          note: choice.note, selected: chosen.contains(choice.value))
      })
    return field
  }

  private func field(
    _ id: String, value: String? = nil, optional: Bool, hint: Bool, label: String? = nil
  ) -> FormField {
    let problem = problems.filter { $0.field == id }.map { language.say($0.text) }
      .joined(separator: " ")
    let said = [hint ? id + "-hint" : nil, problem.isEmpty ? nil : id + "-problem"]
      .compactMap(\.self).joined(separator: " ")
    return FormField(
      id: id, label: language.text(label ?? "field." + id),
      hint: hint ? language.text("hint." + id) : nil,
      value: value ?? values[id] ?? "", problem: problem.isEmpty ? nil : problem,
      describedBy: said.isEmpty ? nil : said, optional: optional)
  }
}
