internal import Rules
internal import Store

/// Choices that people of the sample office keep for their lists of duties.
enum SampleLists {
  private static let filters: [(login: String, name: String, query: String)] = [
    ("hanh.tt", "Quá hạn, cả tỉnh", "scope=all&due=overdue"),
    ("hanh.tt", "Đến hạn trong 7 ngày làm việc", "scope=all&due=soon"),
    ("thao.hh", "Việc đã xong", "scope=mine&stage=accepted"),
  ]

  static func make(
    _ accounts: [String: ID<Account>], _ db: any Writer, _ act: Act
  ) throws {
    for filter in filters {
      guard let account = accounts[filter.login] else { continue }
      let name = SampleData.people.first { $0.login == filter.login }?.name ?? filter.login
      let actor = Actor(account: account, name: name, grants: [])
      try SavedFilters.keep(filter.name, filter.query, db, act.by(actor))
    }
  }
}
