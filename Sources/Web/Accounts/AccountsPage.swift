internal import Records
internal import Rules

/// Everybody's accounts, as far as the visitor may see them.
struct AccountsPage: Page {
  static let template = "accounts"
  static let sample = AccountsPage(
    title: "Tài khoản", lead: "12 tài khoản", search: "hanh", role: .sample, state: .sample,
    rows: [.sample], none: NoRows(text: "Bỏ bớt điều kiện lọc."), mayAdd: true, more: .sample)
  let title: String
  /// How many they are; nil where there are more than one page shows.
  let lead: String?
  let search: String
  let role: Field
  let state: Field
  let rows: [Row]
  let none: NoRows?
  let mayAdd: Bool
  let more: More?

  struct Row: Encodable, Sendable {
    static let sample = Row(
      href: "/accounts/1", name: "Trần Thị Hạnh", login: "hanh.tran",
      roles: [RoleAt(role: "Lãnh đạo", unit: "Xã Phú Lộc")], factor: .sample,
      seen: "20/11/2026 08:15", state: .sample, reason: "Chuyển công tác.")
    let href: String
    let name: String
    let login: String
    let roles: [RoleAt]
    let factor: StateMark
    let seen: String
    let state: StateMark
    /// Why it is disabled.
    let reason: String?
  }

  struct RoleAt: Encodable, Sendable {
    let role: String
    let unit: String
  }

  /// What to do where the list is empty.
  struct NoRows: Encodable, Sendable {
    let text: String
  }
}

/// A state in a word, with the shape of its kind beside it.
struct StateMark: Encodable, Sendable {
  static let sample = StateMark(kind: "soon", text: "khóa đến 08:30")
  /// "", "soon", "wait", "done", "ended", "late" or "unsure".
  let kind: String
  let text: String
}

extension AccountsPage {
  /// Lines that one page shows.
  private static let count = 50

  static func of(_ call: Call) async throws -> AccountsPage {
    let after = AccountLine.Place(typed: call.query["after"])
    let query = AccountQuery(
      text: call.query["q"], state: call.query["state"].flatMap(AccountState.init(rawValue:)),
      role: call.query["role"].flatMap(Role.init(rawValue:)), after: after, count: count + 1)
    let lines = try await call.read { db, act in try Accounts.list(query, db, act) }
    let hasMore = lines.count > count
    let shown = lines.prefix(count)
    let isFiltered = !(query.text ?? "").isEmpty || query.state != nil || query.role != nil
    return AccountsPage(
      title: call.text("accounts.title"),
      lead: after == nil && !hasMore ? call.language.text("accounts.count", lines.count) : nil,
      search: query.text ?? "", role: roleFilter(call), state: stateFilter(call),
      rows: shown.map { Row($0, call) },
      none: lines.isEmpty
        ? NoRows(text: call.text(isFiltered ? "accounts.noneFound" : "accounts.none")) : nil,
      mayAdd: call.visitor.session?.may(.manageAccounts) ?? false,
      more: .of(
        first: after == nil ? nil : path(query),
        next: hasMore ? path(query, after: shown.last?.place) : nil))
  }

  private static func path(_ query: AccountQuery, after: AccountLine.Place? = nil) -> String {
    AccountsPath.list(
      search: query.text, role: query.role?.rawValue, state: query.state?.rawValue,
      after: after?.typed)
  }

  private static func roleFilter(_ call: Call) -> Field {
    call.filter(
      "role",
      [("", call.text("accounts.all"))] + Role.allCases.map { choice($0.rawValue, "role.", call) })
  }

  private static func stateFilter(_ call: Call) -> Field {
    let states: [AccountState] = [.active, .invited, .locked, .disabled]
    return call.filter(
      "state",
      [("", call.text("accounts.all"))]
        + states.map { choice($0.rawValue, "accounts.stateIs.", call) })
  }

  private static func choice(
    _ value: String, _ key: String, _ call: Call
  ) -> (value: String, text: String) {
    (value, call.text(key + value))
  }
}

extension AccountsPage.Row {
  init(_ line: AccountLine, _ call: Call) {
    self.init(
      href: AccountsPath.one(line.id.text), name: line.name, login: line.login,
      roles: line.roles.map {
        AccountsPage.RoleAt(
          role: call.text("role." + $0.role.rawValue),
          unit: $0.unitName ?? call.text("role.wholeOffice"))
      },
      factor: AccountWords.factor(line, call),
      seen: line.state == .invited ? "–" : line.activeAt.shown,
      state: AccountWords.state(line, call),
      reason: line.disabledReason.map(call.language.say(kept:)))
  }
}

/// The states of an account in words.
enum AccountWords {
  static func state(_ line: AccountLine, _ call: Call) -> StateMark {
    switch line.state {
    case .disabled: StateMark(kind: "ended", text: call.text("accounts.state.disabled"))
    case .locked:
      StateMark(
        kind: "soon",
        text: call.language.text("accounts.state.locked", line.lockedUntil?.shown ?? ""))
    case .invited: StateMark(kind: "wait", text: call.text("accounts.state.invited"))
    case .active where line.mustChangePassword:
      StateMark(kind: "wait", text: call.text("accounts.state.temporary"))
    case .active: StateMark(kind: "", text: call.text("accounts.state.active"))
    }
  }

  static func factor(_ line: AccountLine, _ call: Call) -> StateMark {
    if line.hasSecondFactor { return StateMark(kind: "done", text: call.text("factor.on")) }
    let isDue = call.site.limits(on: call.act.today).requiresSecondFactor(
      isAdministrator: line.roles.contains { $0.role == .administrator })
    return isDue
      ? StateMark(kind: "soon", text: call.text("accounts.factor.due"))
      : StateMark(kind: "", text: call.text("factor.off"))
  }
}

extension AccountLine.Place {
  /// As it stands in an address; nil for anything else.
  init?(typed text: String?) {
    guard let text, let cut = text.firstIndex(of: "~"), let id = ID<Account>(text[..<cut]) else {
      return nil
    }
    self.init(sortKey: String(text[text.index(after: cut)...]), id: id)
  }

  var typed: String { id.text + "~" + sortKey }
}

extension Call {
  /// A filter that keeps what the query says.
  func filter(_ name: String, _ choices: [(value: String, text: String)] = []) -> Field {
    let value = query[name] ?? ""
    return Field(
      id: name, value: value, problem: nil, describedBy: nil,
      choices: choices.map {
        Field.Option(value: $0.value, text: $0.text, selected: $0.value == value)
      })
  }
}

extension Fields {
  /// `?a=1&b=2` of the values that are there; empty where none is.
  static func query(_ pairs: [(name: String, value: String?)]) -> String {
    let parts = pairs.compactMap { pair -> String? in
      guard let value = pair.value, !value.isEmpty else { return nil }
      return pair.name + "=" + encoded(value)
    }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }
}
