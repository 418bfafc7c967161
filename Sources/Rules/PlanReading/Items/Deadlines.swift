/// Wordings of time in running text, with their places.
enum Deadlines {
  /// A stretch that is a wording of time, such as what follows "Thời gian thực hiện:".
  static func read(
    _ outlook: Outlook, _ passage: Passage, _ range: Range<Int>, _ context: DeadlineContext
  ) -> Deadline {
    var deadline = DeadlineWording.read(passage, range, in: context)
    deadline.text = passage.text(range)
    deadline.span = outlook.manuscript.span(passage, range)
    return deadline
  }

  /// All wordings in a stretch, from left to right; dates of cited documents are none.
  static func all(
    _ outlook: Outlook, _ passage: Passage, _ range: Range<Int>, _ context: DeadlineContext
  ) -> [(range: Range<Int>, deadline: Deadline)] {
    let found = DeadlineWording.find(in: passage, range, in: context)
    guard !found.isEmpty else { return [] }
    let cited = Citations.find(in: passage, range).map(\.range)
    return found.compactMap { item in
      guard !cited.contains(where: { $0.overlaps(item.range) }) else { return nil }
      var deadline = item.deadline
      deadline.span = outlook.manuscript.span(passage, item.range)
      return (item.range, deadline)
    }
  }

  /// The one that binds most: a day or a count of days before a rhythm, a rhythm before a period.
  static func best(
    _ outlook: Outlook, _ passage: Passage, _ range: Range<Int>, _ context: DeadlineContext
  ) -> Deadline? {
    let all = all(outlook, passage, range, context).map(\.deadline)
    // Several days in one block are the days of one rhythm, if it names one.
    if all.count(where: { weight($0) == 0 }) >= 2,
      let rhythm = all.first(where: { $0.kind == .recurring })
    {
      return rhythm
    }
    return all.min { weight($0) < weight($1) }
  }

  static func weight(_ deadline: Deadline) -> Int {
    switch (deadline.kind, deadline.bound) {
    case (.before, _), (.onOrBefore, _): 0
    case (.recurring, .before), (.recurring, .onOrBefore), (.recurring, .within): 1
    case (.within, _): 2
    case (.recurring, _): 3
    case (.period, _): 3
    case (.continuous, _): 5
    case (.notStated, _): 6
    }
  }
}
