import Rules

/// Times of several runs, the middle and the best one.
func measured(_ runs: Int, _ work: () -> Int) -> (median: Double, best: Double, result: Int) {
  let clock = ContinuousClock()
  var times: [Double] = []
  var result = 0
  for _ in 0..<runs {
    let took = clock.measure { result = work() }
    times.append(Double(took.components.attoseconds) / 1e15 + Double(took.components.seconds) * 1e3)
  }
  times.sort()
  return (times[runs / 2], times[0], result)
}

func fixed(_ value: Double, _ digits: Int = 2) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let whole = Int((value * scale).rounded())
  let text = String(whole % Int(scale) + Int(scale)).dropFirst()
  return "\(whole / Int(scale)).\(text)"
}

func readingBench() {
  for (name, bytes, runs) in [
    ("20 KB", 20_000, 200), ("100 KB", 100_000, 50), ("1 MB", 1_000_000, 9),
    ("10 MB", 10_000_000, 3),
  ] {
    let text = PlanText.make(bytes: bytes)
    let (median, best, tasks) = measured(runs) { PlanReader.read(text).tasks.count }
    let perMegabyte = median / (Double(text.utf8.count) / 1e6)
    print(
      "plan  \(name): median \(fixed(median)) ms, best \(fixed(best)) ms,",
      "\(fixed(perMegabyte, 0)) ms a MB, \(tasks) tasks")
  }
}

func workingDayBench() {
  let calendar = WorkingCalendar.vietnam
  let start = CivilDate(year: 1990, month: 1, day: 1)?.dayNumber ?? 0
  let count: Int32 = 1_000_000
  let (median, best, sum) = measured(9) {
    var sum = 0
    for index in 0..<count {
      let day = CivilDate(dayNumber: start + (index &* 37) % 36_500)
      sum &+= Int(calendar.date(Int(index % 60) + 1, workingDaysAfter: day)?.dayNumber ?? 0)
    }
    return sum
  }
  print(
    "days  1,000,000 deadlines: median \(fixed(median)) ms, best \(fixed(best)) ms,",
    "\(fixed(median * 1e6 / Double(count), 1)) ns a date (sum \(sum))")
}

readingBench()
workingDayBench()
