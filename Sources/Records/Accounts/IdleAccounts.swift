public import Rules
public import Store

extension Accounts {
  /// Disables the accounts that nobody signed in to for `limits.idleDays` days before `date`, the longest unused
  /// first and never the last administrator; which ones.
  @discardableResult
  public static func disableIdle(
    on date: CivilDate, _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> [ID<Account>] {
    try Rights.demand(.manageAccounts, on: nil, db, act)
    let limit = Instant(startOf: date.adding(days: 1 - limits.idleDays))
    let idle: [ID<Account>] = try db.rows(
      """
      SELECT id FROM account
      WHERE disabled_at IS NULL AND active_at < \(limit)
      ORDER BY active_at, id
      """
    ).map { try $0.get("id") }
    var disabled: [ID<Account>] = []
    for id in idle {
      // Without any administrator there is none to keep.
      if try !Administrators.exists(except: id, db, act), try Administrators.exists(db, act) {
        continue
      }
      try disable(
        try row(id, db), reason: "Không đăng nhập trong \(limits.idleDays) ngày (TCVN 14423:2026).",
        action: "account.disableIdle", db, act)
      disabled.append(id)
    }
    return disabled
  }
}
