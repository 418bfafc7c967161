/// What a template can show: a page's values, made ready.
indirect enum Shown: Sendable, Equatable {
  /// An optional that is nil: shows nothing.
  case absent
  case text(String)
  case markup(SafeHTML)
  case flag(Bool)
  case list([Shown])
  case members([String], [Shown])

  /// A member by name; nil where there is none of that name.
  func member(_ name: String) -> Shown? {
    guard case .members(let names, let values) = self, let place = names.firstIndex(of: name) else {
      return nil
    }
    return values[place]
  }
}

/// Looks names up from the innermost value outwards.
struct ShownStack {
  private(set) var values: [Shown]

  init(_ values: [Shown]) { self.values = values }

  mutating func push(_ value: Shown) { values.append(value) }
  mutating func pop() { values.removeLast() }

  /// Nil where the name is unknown.
  func find(_ name: TemplateName) -> Shown? {
    guard let first = name.path.first else { return values.last }
    var found: Shown?
    if name.isLocal {
      found = values.last?.member(first)
    } else {
      for value in values.reversed() {
        found = value.member(first)
        if found != nil { break }
      }
    }
    for word in name.path.dropFirst() {
      if found == .absent { return .absent }
      found = found?.member(word)
    }
    return found
  }
}
