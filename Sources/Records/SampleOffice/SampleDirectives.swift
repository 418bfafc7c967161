internal import Rules
internal import Store

/// What leaders of the sample office gave outside plans: one thing done with its figures, one in its last days.
extension SampleWork {
  func direct() throws {
    guard let province = units["tan-an"] else { return }
    let late = try Directives.give(
      draft(
        province, "132/TB-VP", -25,
        "Rà soát, báo cáo hồ sơ đất đai trễ hạn và thời hạn giải quyết dứt điểm.", due: -4,
        [("phu-loc", .executing), ("ben-cat", .executing), ("long-thanh", .executing)]),
      db, by("minh.nv", -25))
    guard let first = late.first else { return }
    try Duties.report(
      first, "Đã rà soát toàn bộ hồ sơ đất đai tiếp nhận từ đầu năm; không còn hồ sơ quá 30 ngày.",
      figures: [
        DutyFigure(label: "Hồ sơ đất đai đã giải quyết", value: 412, measure: "hồ sơ"),
        DutyFigure(label: "Tỷ lệ đúng hạn", value: 97.3, measure: "%"),
      ], seen: 1, db, by("thao.hh", -6))
    var spoken = draft(
      province, "", -3, "Chuẩn bị nội dung làm việc với đoàn công tác về dịch vụ công trực tuyến.",
      due: 6, [("khoa-hoc", .lead), ("noi-vu", .coordinating), ("tu-phap", .coordinating)])
    spoken.givenBy = "Chủ tịch UBND tỉnh"
    let given = try Directives.give(spoken, db, by("minh.nv", -3))
    guard given.count == 3 else { return }
    try Duties.report(
      given[2], "Đã gửi danh mục văn bản liên quan.", seen: 1, db, by("son.hm", -1))
  }

  /// Days are counted from today.
  private func draft(
    _ giver: ID<Unit>, _ number: String, _ given: Int, _ text: String, due: Int,
    _ shares: [(unit: String, role: DutyRole)]
  ) -> DirectiveDraft {
    DirectiveDraft(
      giver: giver, number: number, givenOn: act.today.adding(days: given), text: text,
      due: act.today.adding(days: due),
      shares: shares.compactMap { share in
        units[share.unit].map {
          TaskShare(role: share.role, words: "", who: .unit($0), isSure: true)
        }
      })
  }
}
