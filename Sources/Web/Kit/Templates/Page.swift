/// What one screen shows: a struct of ready strings, lists and flags, and the template it fills.
///
/// Its parts are structs of the same; those that stand in long lists should be `Encodable`, which reads them
/// ten times faster than reflection does.
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
struct SafeHTML: Sendable, Equatable, Encodable {
  let html: String
}

extension Shown {
  /// Reads strings, flags, whole numbers, markup, optionals, arrays, and structs of these.
  init(_ value: Any) throws {
    switch value {
    case let text as String: self = .text(text)
    case let flag as Bool: self = .flag(flag)
    case let number as Int: self = .text(String(number))
    case let markup as SafeHTML: self = .markup(markup)
    case let value as any Encodable: self = try ShownEncoder.shown(value)
    default: self = try .reflected(value)
    }
  }

  private static func reflected(_ value: Any) throws -> Shown {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return try mirror.children.first.map { try Shown($0.value) } ?? .absent
    case .collection: return .list(try mirror.children.map { try Shown($0.value) })
    case .struct:
      let named = mirror.children.filter { $0.label != nil }
      return .members(named.map { $0.label ?? "" }, try named.map { try Shown($0.value) })
    default: throw TemplateError(template: "", problem: "\(type(of: value)) cannot be shown")
    }
  }
}
