import Jobs
import Records
import Rules
import Store

/// All that the office does by itself again and again: the one list of it.
enum OfficeJobs {
  static func all(_ office: Office) -> [Job] {
    let (witness, settings) = (office.witness, office.settings)
    return duties + [
      .periodic("daily-mark", .daily) { store, _ in
        try await witness.compare(with: store)
        try await witness.mark(.day, store)
        return "đã ghi mốc nhật ký"
      },
      .periodic("idle-accounts", .daily) { store, act in
        let limits = settings.limits(on: act.today)
        let idle = try await store.write {
          try Accounts.disableIdle(on: act.today, limits, $0, act)
        }
        return "đã khóa \(idle.count) tài khoản lâu không dùng"
      },
      .periodic("ended-sessions", .minutes(10)) { store, act in
        let limits = settings.limits(on: act.today)
        try await store.write { try Sessions.removeEnded(limits, $0, act) }
        return "đã dọn phiên đã kết thúc"
      },
      .periodic("search", .minutes(10)) { store, _ in
        var count = 0
        var more = 0
        repeat {
          more = try await store.write { try SearchEntries.refresh($0) }
          count += more
        } while more > 0
        return "\(count) mục tìm kiếm"
      },
      .periodic("old-submissions", .daily) { store, act in
        let time = act.at.adding(seconds: -7 * 86_400)
        try await store.write { try Submissions.forget(before: time, $0) }
        return "đã dọn dấu của biểu mẫu cũ"
      },
      .periodic("stray-files", .daily) { store, act in
        let named = try await store.read { Set(try Evidence.keptFiles($0).keys) }
        let count = try await office.files.sweep(
          keeping: named, before: act.at.milliseconds / 1_000 - 86_400)
        return "đã dọn \(count) tệp không thuộc minh chứng nào"
      },
      .periodic("log-retention", .daily) { store, act in
        let day = Retention.firstDayKept(act.today, settings.number(.logRetentionMonths))
        let last = try await store.read { try Audit.removable(before: day, $0) }
        return last.map { "có thể cắt các mục đến \($0): soat audit cut" } ?? "chưa có gì để cắt"
      },
      ReminderJob.job,
      .periodic("committee-meetings", .daily) { store, act in
        let count = try await store.write { try CommitteePeriods.extendAll($0, act) }
        return "đã giao \(count) việc họp Ban Chỉ đạo"
      },
      .periodic("old-notices", .daily) { store, act in
        let (jobs, notices) = try await store.write { db in
          (
            try JobQueue.forget(doneBefore: act.at.adding(seconds: -90 * 86_400), db),
            try Notices.forget(before: act.at.adding(seconds: -400 * 86_400), db)
          )
        }
        return "đã dọn \(jobs) việc đã xong, \(notices) thông báo cũ"
      },
    ]
  }
}

extension OfficeJobs {
  /// What becomes of duties as time passes.
  fileprivate static let duties: [Job] = [
    .periodic("recurring-duties", .daily) { store, act in
      var count = 0
      for plan in try await store.read({ try Recurrences.plans($0, act) }) {
        count += try await store.write { try Recurrences.extend(plan, $0, act) }.duties
      }
      return "đã giao trước \(count) việc định kỳ"
    },
    .periodic("duties-of-ended-units", .minutes(10)) { store, act in
      let count = try await store.write { try DutyPasses.carryOut($0, act) }
      return "đã chuyển \(count) việc của đơn vị đã kết thúc"
    },
  ]
}

extension Settings {
  /// The office's limits on accounts and sessions: those of law and standard, narrowed by the settings.
  func limits(on date: CivilDate) -> AccountLimits {
    var limits = AccountLimits.inForce(on: date)
    limits.idleMinutes = number(.sessionIdleMinutes)
    limits.sessionMinutes = number(.sessionAbsoluteMinutes)
    limits.administratorIdleMinutes = number(.adminSessionIdleMinutes)
    limits.administratorSessionMinutes = number(.adminSessionAbsoluteMinutes)
    limits.secondFactorForAll = isOn(.secondFactorForAll)
    limits.temporaryPasswordDays = number(.temporaryPasswordDays)
    return limits
  }
}
