internal import Records
internal import Rules
internal import Store

/// The notices of the day: reminders of duties, and what is overdue for leaders.
public enum ReminderJob {
  /// In the morning, so that mails do not come at night.
  public static let job = Job.periodic("reminders", .dailyAt(hour: 7)) { store, act in
    var (told, place, isMore) = (0, DutyPage.Place?.none, true)
    while isMore {
      let portion = try await store.write { [place] db in
        try Reminders.remind(after: place, db, act)
      }
      told += portion.told
      place = portion.next
      isMore = place != nil
    }
    var digests = 0
    for reader in try await store.read({ try Reminders.digestReaders($0, act) }) {
      let news = try await store.read { try Reminders.digest(for: reader, $0, act) }
      guard let news else { continue }
      try await store.write { try Notices.tell([news], $0, act) }
      digests += 1
    }
    return "\(told) việc đến bước nhắc, \(digests) bản tổng hợp quá hạn"
  }
}
