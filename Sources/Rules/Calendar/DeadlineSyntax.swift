/// The year of a day or period, as far as the words say it.
enum DeadlineYear: Equatable, Sendable {
  case unstated
  case given(Int)
  /// "năm sau"
  case next
  /// "năm trước"
  case previous
}

/// Days named by words, before a year is known.
indirect enum DeadlineTime: Equatable, Sendable {
  enum Edge: Sendable { case first, last }
  enum Part: Sendable { case early, middle, late, firstHalf, secondHalf }

  /// Periods of one length that follow one another.
  struct Each: Equatable, Sendable {
    /// Months in one: 1, 2, 3, 4, 6, 12; more where one takes years.
    var step: Int
    /// Only the first or last month of each.
    var month: Edge?
    /// The one after: "tháng sau", "tháng đầu quý sau".
    var isNext = false
    /// Which ones of the year, 1 the first; empty for all.
    var only: [Int] = []
    /// "kỳ báo cáo", whose length the words leave open.
    var isAssumed = false
    var year = DeadlineYear.unstated
  }

  case day(Int, month: Int, year: DeadlineYear)
  /// Months of one year: a month, a quarter, a half, the year.
  case months(ClosedRange<Int>, year: DeadlineYear)
  case each(Each)
  /// Every week, on this day (1 Monday … 7 Sunday) or at its end.
  case weekly(Int?)
  case list([DeadlineTime])
  case range(DeadlineTime, DeadlineTime)
  case dayOf(Int, DeadlineTime)
  case edgeDay(Edge, isWorking: Bool, DeadlineTime)
  /// So many days at a place in the base, 1 the first such stretch, -1 the last; `nil` days for a
  /// week: "tuần thứ hai của tháng", "10 ngày đầu quý".
  case stretch(days: Int?, place: Int, DeadlineTime)
  /// "ngày làm việc thứ 5 của tháng"
  case workingDayOf(Int, DeadlineTime)
  case part(Part, DeadlineTime)
  /// Again every year: "15/12 hằng năm".
  case yearly(DeadlineTime)

  /// Whether the words are a rule that returns, not one day or period.
  var isRecurring: Bool {
    switch self {
    case .each, .weekly, .yearly: true
    case .day, .months, .range: false
    case .list(let items): items.contains(where: \.isRecurring)
    case .dayOf(_, let base): base.isRecurring || base.count > 1
    case .edgeDay(_, _, let base), .stretch(_, _, let base), .part(_, let base),
      .workingDayOf(_, let base):
      base.isRecurring
    }
  }

  /// Whether the words name single days.
  var isDay: Bool {
    switch self {
    case .day, .dayOf, .edgeDay, .workingDayOf: true
    case .weekly(let weekday): weekday != nil
    case .list(let items): items.allSatisfy(\.isDay)
    case .yearly(let time): time.isDay
    case .months, .each, .range, .stretch, .part: false
    }
  }

  private var count: Int {
    if case .list(let items) = self { return items.count }
    return 1
  }

  /// The year where the words leave it open.
  func with(year: DeadlineYear) -> DeadlineTime {
    switch self {
    case .day(let day, let month, .unstated): .day(day, month: month, year: year)
    case .months(let months, .unstated): .months(months, year: year)
    case .each(var each) where each.year == .unstated:
      {
        each.year = year
        return .each(each)
      }()
    case .list(let items): .list(items.map { $0.with(year: year) })
    case .range(let start, let end): .range(start.with(year: year), end.with(year: year))
    case .dayOf(let day, let base): .dayOf(day, base.with(year: year))
    case .edgeDay(let edge, let isWorking, let base):
      .edgeDay(edge, isWorking: isWorking, base.with(year: year))
    case .stretch(let days, let place, let base):
      .stretch(days: days, place: place, base.with(year: year))
    case .workingDayOf(let day, let base): .workingDayOf(day, base.with(year: year))
    case .part(let part, let base): .part(part, base.with(year: year))
    case .yearly(let time): .yearly(time.with(year: year))
    case .day, .months, .each, .weekly: self
    }
  }

  var year: DeadlineYear {
    switch self {
    case .day(_, _, let year), .months(_, let year): year
    case .each(let each): each.year
    case .weekly: .unstated
    case .list(let items): items.last?.year ?? .unstated
    case .range(_, let end): end.year
    case .dayOf(_, let base), .edgeDay(_, _, let base), .stretch(_, _, let base),
      .part(_, let base), .workingDayOf(_, let base):
      base.year
    case .yearly(let time): time.year
    }
  }
}

/// How a count of time is measured.
enum DeadlineUnit: Equatable, Sendable {
  case day, workingDay, week, month, year, hour, workingHour
}

/// What a count of time starts from.
enum DeadlineEvent: Equatable, Sendable {
  /// Signing or issuing this document.
  case signing
  case time(DeadlineTime)
  /// Something whose date the document doesn't know, in its words.
  case unknown(String)
  /// The words name none.
  case unstated
}

/// One wording of time, read but not yet reckoned.
struct DeadlineExpression: Sendable {
  enum Cue: Sendable { case none, during, before, onOrBefore, until }

  enum Sense: Sendable {
    case time(Cue, DeadlineTime)
    /// `isBefore`: so long before the event, not after it.
    case count(Int, DeadlineUnit, DeadlineEvent, isBefore: Bool)
    case atOnce(DeadlineEvent)
    case continuous
    /// From then on, without an end: "từ tháng 7/2025".
    case since(DeadlineTime)
    case onRequest
  }

  /// How sure it is, in running text, that the words set a time to act.
  enum Strength: Int, Sendable { case weak, medium, strong }

  var sense: Sense
  var strength: Strength
  /// "hằng tháng, …": the rule returns although the rest alone would not say so.
  var isRecurring = false
  /// An hour of the day itself stood before it: "trước 17 giờ ngày 30/6".
  var hasClock = false
  /// "và những năm tiếp theo"
  var hasFollowingYears = false
  /// Tokens, end exclusive.
  var range: Range<Int> = 0..<0
}
