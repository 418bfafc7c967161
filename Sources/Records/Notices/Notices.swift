public import Rules
public import Store

/// What people are told, in the transaction of what happened: each person has their own list.
public enum Notices {
  /// Tells of something: `Notices.tell("\(unit) đã báo cáo …", about: .duty(id), to: .deciders(at: giver), db, act)`.
  /// The sentence is kept with its parts, so that it is said in the reader's language.
  public static func tell(
    _ words: Sentence, about subject: Subject, to audience: Audience, _ db: any Writer, _ act: Act
  ) throws {
    try tell([News(words, about: subject, to: audience)], db, act)
  }

  /// Tells much at once. Each person gets one mail about all of it, where they get mail.
  public static func tell(_ news: [News], _ db: any Writer, _ act: Act) throws {
    let people = try Audiences.accounts(of: Set(news.map(\.audience)), db, act)
    var drafts: [Draft] = news.flatMap { one in
      (people[one.audience] ?? []).filter { $0 != act.actor.account }
        .map { Draft(id: act.newID(), account: $0, news: one) }
    }
    drafts = try withoutTold(drafts, db)
    guard !drafts.isEmpty else { return }
    try db.copyIn("notice", columns, drafts.map { $0.values(act) })
    try mail(drafts, db, act)
  }

  private struct Draft {
    let id: ID<Notice>
    let account: ID<Account>
    let news: News

    var once: String? { news.once.map { $0 + " " + account.text } }

    func values(_ act: Act) -> [Value] {
      [
        id.columnValue, account.columnValue, .text(news.kind.rawValue),
        .text(news.words.pattern), .text(news.words.values.map(line).joined(separator: "\n")),
        .text(news.details.map(line).joined(separator: "\n")), .text(news.subject.kind),
        .text(news.subject.id), once.columnValue, act.at.columnValue,
      ]
    }

    /// One line of at most 300 characters.
    private func line(_ text: String) -> String {
      let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
      return line.count > 300 ? line.prefix(299) + "…" : line
    }
  }

  private static let columns: [StaticString] = [
    "id", "account_id", "kind", "words", "parts", "details", "subject_kind", "subject_id", "once",
    "made_at",
  ]

  private static func withoutTold(_ drafts: [Draft], _ db: any Reader) throws -> [Draft] {
    var told: Set<String> = []
    let keys = drafts.compactMap(\.once)
    for start in stride(from: 0, to: keys.count, by: 500) {
      let part = Array(keys[start..<min(start + 500, keys.count)])
      for row in try db.rows("SELECT once FROM notice WHERE once IN \(list: part)") {
        told.insert(try row.get("once"))
      }
    }
    return drafts.filter { draft in draft.once.map { told.insert($0).inserted } ?? true }
  }

  /// One mail for each person who gets mail: a job that names the notices.
  private static func mail(_ drafts: [Draft], _ db: any Writer, _ act: Act) throws {
    guard try Mailing.isOn(db) else { return }
    let byAccount = Dictionary(grouping: drafts, by: \.account)
    let accounts = try Mailing.wanted(by: byAccount.keys.sorted(), db)
    let payloads = accounts.compactMap { account in
      byAccount[account]?.map(\.id.text).joined(separator: " ")
    }
    try JobQueue.add(Mailing.job, payloads, db, act)
  }
}
