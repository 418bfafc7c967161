/// The numbers by which accounts, passwords and sessions are kept. What law or standard says is in
/// `account-limits.yaml` with its source; an office may set its own.
public struct AccountLimits: Sendable, Equatable {
  /// Wrong passwords or codes in a row that lock a login.
  public var wrongAttempts = 0
  /// Minutes of the first lock; each further one is twice as long, up to `longestLockMinutes`.
  public var lockMinutes = 0
  public var longestLockMinutes = 0
  /// Wrong attempts from one address within `addressMinutes` after which it has to wait.
  public var attemptsPerAddress = 0
  public var addressMinutes = 0
  /// Minutes without a request after which a session has ended.
  public var idleMinutes = 0
  public var administratorIdleMinutes = 0
  /// Minutes after which a session has ended, however busy.
  public var sessionMinutes = 0
  public var administratorSessionMinutes = 0
  public var passwordLength = 0
  public var passwordLengthWithSecondFactor = 0
  public var longestPassword = 0
  /// Days without a sign-in after which an account is disabled.
  public var idleDays = 0
  public var invitationHours = 0
  public var tokenDays = 0
  /// Days after which a temporary password lets nobody in any more.
  public var temporaryPasswordDays = 0
  public var secondFactorForAdministrators = true
  public var secondFactorForAll = false

  /// As in force on a day.
  public static func inForce(on date: CivilDate) -> AccountLimits {
    var limits = AccountLimits()
    for (name, place) in places {
      if let value = data.value(LawKey<Int>(name: name), on: date) {
        limits[keyPath: place] = value.value
      }
    }
    return limits
  }

  /// The values with their sources, for a page that explains them.
  public static func reference(of name: String, on date: CivilDate) -> LawReference? {
    data.value(LawKey<Int>(name: name), on: date)?.reference
  }

  /// What is wrong with the data file; empty in a sound build.
  public static var problems: [String] {
    data.problems
      + places.map(\.name).filter { data.values(LawKey<Int>(name: $0)).isEmpty }
      .map { "account-limits.yaml: \($0) is missing" }
  }

  private static let data = LawData(files: [
    LawFile(
      name: "account-limits.yaml", text: Embedded.texts["account-limits.yaml"] ?? "")
  ])

  /// The whole numbers by their names in the file and in the settings.
  public static var names: [String] { places.map(\.name) }

  /// Nil where there is no number of that name.
  public subscript(name: String) -> Int? {
    get { AccountLimits.places.first { $0.name == name }.map { self[keyPath: $0.place] } }
    set {
      guard let place = AccountLimits.places.first(where: { $0.name == name })?.place, let newValue
      else { return }
      self[keyPath: place] = newValue
    }
  }

  private typealias Place = (name: String, place: WritableKeyPath<AccountLimits, Int>)

  private static var places: [Place] {
    [
      ("wrongAttempts", \.wrongAttempts), ("lockMinutes", \.lockMinutes),
      ("longestLockMinutes", \.longestLockMinutes), ("attemptsPerAddress", \.attemptsPerAddress),
      ("addressMinutes", \.addressMinutes), ("idleMinutes", \.idleMinutes),
      ("administratorIdleMinutes", \.administratorIdleMinutes),
      ("sessionMinutes", \.sessionMinutes),
      ("administratorSessionMinutes", \.administratorSessionMinutes),
      ("passwordLength", \.passwordLength),
      ("passwordLengthWithSecondFactor", \.passwordLengthWithSecondFactor),
      ("longestPassword", \.longestPassword), ("idleDays", \.idleDays),
      ("invitationHours", \.invitationHours), ("tokenDays", \.tokenDays),
      ("temporaryPasswordDays", \.temporaryPasswordDays),
    ]
  }

  /// Idle minutes of a session, for an account that is an administrator or is not.
  public func idleMinutes(isAdministrator: Bool) -> Int {
    isAdministrator ? min(administratorIdleMinutes, idleMinutes) : idleMinutes
  }

  /// Minutes a session lasts at most, for an account that is an administrator or is not.
  public func sessionMinutes(isAdministrator: Bool) -> Int {
    isAdministrator ? min(administratorSessionMinutes, sessionMinutes) : sessionMinutes
  }

  /// Seconds for which a temporary password can be used.
  public var temporaryPasswordSeconds: Int64 { Int64(temporaryPasswordDays) * 86_400 }

  public func requiresSecondFactor(isAdministrator: Bool) -> Bool {
    secondFactorForAll || (isAdministrator && secondFactorForAdministrators)
  }

  /// How long the `count`th lock of a login holds (1 is the first).
  public func lockMinutes(forLock count: Int) -> Int {
    let doublings = min(max(count - 1, 0), 20)
    return min(lockMinutes << doublings, longestLockMinutes)
  }
}
