internal import Rules
internal import Store

/// The office is never left without someone who can let others in.
enum Administrators {
  /// Throws `Refusal.conflict` where, with what the transaction has changed so far, no enabled account with a
  /// password is administrator of the whole office without end. `role` is the one that was touched: any
  /// other leaves things as they are.
  static func demandOne(after role: Role = .administrator, _ db: any Reader, _ act: Act) throws {
    guard role == .administrator, try !exists(db, act) else { return }
    throw Refusal.conflict(
      "Đây là quản trị viên cuối cùng của toàn hệ thống nên không thể vô hiệu hóa hay thu hồi. "
        + "Hãy cấp vai trò quản trị viên toàn hệ thống, không thời hạn, cho một người khác trước.")
  }

  /// `except` one account.
  static func exists(except id: ID<Account>? = nil, _ db: any Reader, _ act: Act) throws -> Bool {
    try db.row(
      """
      SELECT a.id
      FROM role_grant g
      JOIN account a ON a.id = g.account_id
      WHERE g.role = \(Role.administrator.rawValue) AND g.unit_id IS NULL AND g.revoked_at IS NULL
        AND g.valid_from <= \(act.today) AND g.valid_to = \(CivilDate.open)
        AND a.disabled_at IS NULL AND a.password IS NOT NULL AND a.id <> \(id?.text ?? "")
      LIMIT 1
      """) != nil
  }
}
