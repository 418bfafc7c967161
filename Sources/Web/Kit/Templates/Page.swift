internal import Mustache

/// What one screen shows: a struct of ready strings, lists and flags, and the template it fills.
protocol Page: Sendable {
  /// The template's name: its file name without `.mustache`.
  static var template: String { get }
  /// An example with every optional set and every list filled, for the test that resolves all names.
  static var sample: Self { get }
  var title: String { get }
  /// The pages above this one, outermost first.
  var trail: [Crumb] { get }
}

extension Page {
  var trail: [Crumb] { [] }
}

/// Markup made by us from escaped parts; the only type that triple braces may show.
struct SafeHTML: Sendable, MustacheCustomRenderable {
  let html: String
  var renderText: String { html }
  var isNull: Bool { false }
}

/// A value that is absent: shows nothing, and keeps the search for its name from climbing further out.
private struct Absent: MustacheCustomRenderable {
  var isNull: Bool { true }
  var renderText: String { "" }
}

/// Turns page structs into dictionaries once, because looking names up by reflection costs far more.
enum PageValues {
  static func of(_ page: any Page) -> [String: Any] { members(page) }

  static func members(_ value: Any) -> [String: Any] {
    var result: [String: Any] = [:]
    for child in Mirror(reflecting: value).children {
      if let label = child.label { result[label] = converted(child.value) }
    }
    return result
  }

  private static func converted(_ value: Any) -> Any {
    switch value {
    case let text as String: return text
    case let flag as Bool: return flag
    case let number as Int: return String(number)
    case let html as SafeHTML: return html
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { converted($0.value) } ?? Absent()
    case .collection: return mirror.children.map { converted($0.value) }
    default: return members(value)
    }
  }
}
