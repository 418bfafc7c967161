/// Reads an `Encodable` struct into what templates show, through the code that the compiler writes for it.
final class ShownEncoder: Encoder {
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  fileprivate var names: [String] = []
  fileprivate var values: [Shown] = []
  private var kind = Kind.single

  private enum Kind {
    case single
    case list
    case members
  }

  static func shown<Value: Encodable>(_ value: Value) throws -> Shown {
    switch value {
    case let text as String: return .text(text)
    case let flag as Bool: return .flag(flag)
    case let number as Int: return .text(String(number))
    case let markup as SafeHTML: return .markup(markup)
    default:
      let encoder = ShownEncoder()
      try value.encode(to: encoder)
      return encoder.result
    }
  }

  private var result: Shown {
    switch kind {
    case .single: values.first ?? .absent
    case .list: .list(values)
    case .members: .members(names, values)
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    kind = .members
    return KeyedEncodingContainer(ShownMembers<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    kind = .list
    return ShownItems(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    ShownSingle(encoder: self)
  }
}

private struct ShownMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: ShownEncoder
  var codingPath: [any CodingKey] { [] }

  private func add(_ value: Shown, _ key: Key) {
    encoder.names.append(key.stringValue)
    encoder.values.append(value)
  }

  mutating func encodeNil(forKey key: Key) { add(.absent, key) }
  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    add(try ShownEncoder.shown(value), key)
  }
  // Absent values keep their names; the usual implementation would leave them out.
  mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    add(try value.map { try ShownEncoder.shown($0) } ?? .absent, key)
  }
  mutating func encodeIfPresent(_ value: String?, forKey key: Key) {
    add(value.map(Shown.text) ?? .absent, key)
  }
  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) {
    add(value.map(Shown.flag) ?? .absent, key)
  }
  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) {
    add(value.map { .text(String($0)) } ?? .absent, key)
  }

  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Inner> { encoder.container(keyedBy: type) }
  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { encoder }
  mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

private struct ShownItems: UnkeyedEncodingContainer {
  let encoder: ShownEncoder
  var codingPath: [any CodingKey] { [] }
  var count: Int { encoder.values.count }

  mutating func encodeNil() { encoder.values.append(.absent) }
  mutating func encode<T: Encodable>(_ value: T) throws {
    encoder.values.append(try ShownEncoder.shown(value))
  }
  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type
  ) -> KeyedEncodingContainer<Inner> { encoder.container(keyedBy: type) }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    encoder.unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { encoder }
}

private struct ShownSingle: SingleValueEncodingContainer {
  let encoder: ShownEncoder
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() { encoder.values = [.absent] }
  mutating func encode<T: Encodable>(_ value: T) throws {
    encoder.values = [try ShownEncoder.shown(value)]
  }
}
