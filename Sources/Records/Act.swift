public import Rules

/// Who does something, when, through which channel, and with which sources of chance and secrets.
///
/// Made once per request, job or command; everything below takes the time and randomness from here.
public struct Act: Sendable {
  public let actor: Actor
  public let at: Instant
  public let channel: Channel
  /// The id of the request or job, as logs know it.
  public let request: String
  /// Where the request came from; nil for jobs and commands.
  public let address: String?
  public let chance: Chance
  public let keys: Keys

  public init(
    actor: Actor, at: Instant, channel: Channel, request: String, address: String? = nil,
    chance: Chance, keys: Keys
  ) {
    self.actor = actor
    self.at = at
    self.channel = channel
    self.request = request
    self.address = address
    self.chance = chance
    self.keys = keys
  }

  /// The civil date of the act in Viet Nam.
  public var today: CivilDate { at.date }

  public func newID<T>(_ type: T.Type = T.self) -> ID<T> {
    ID(milliseconds: at.milliseconds, random: chance.bytes(10))
  }
}

public enum Channel: String, Sendable {
  case web
  case api
  /// A calendar program with the secret address of a person.
  case calendar
  case commandLine
  case worker
}

/// Where random bytes come from: the system's generator, or a fixed series in a test.
public struct Chance: Sendable {
  public let bytes: @Sendable (Int) -> [UInt8]

  public init(bytes: @escaping @Sendable (Int) -> [UInt8]) { self.bytes = bytes }
}

/// The office's secret keys, kept outside the database; 32 bytes each, never printed.
public struct Keys: Sendable, CustomStringConvertible {
  /// Chains the audit log.
  public let audit: [UInt8]
  /// Seals secrets at rest (second factors).
  public let seal: [UInt8]

  public init(audit: [UInt8], seal: [UInt8]) {
    self.audit = audit
    self.seal = seal
  }

  public var description: String { "Keys(…)" }
}
