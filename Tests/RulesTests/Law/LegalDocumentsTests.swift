import Rules
import Testing

private func state(_ number: String, issued: String? = nil, on date: String) throws -> String? {
  let day = try CalendarCases.day(date)
  switch LegalDocuments.status(of: number, issued: issued.flatMap { CivilDate(iso: $0) }, on: day) {
  case .expired(let document): return "expired, " + document.replacedBy.joined(separator: " ")
  case .inForce: return "in force"
  case .notYetInForce: return "not yet"
  case nil: return nil
  }
}

@Test(arguments: [
  ("61/2018/NĐ-CP", "2025-06-30", "in force"),
  ("61/2018/NĐ-CP", "2025-07-01", "expired, 118/2025/NĐ-CP"),
  ("số 61/2018/nđ-cp", "2026-01-01", "expired, 118/2025/NĐ-CP"),
  ("61/2018/NĐ–CP", "2018-05-01", "not yet"),
  ("1/2018/TT-VPCP", "2026-01-01", "expired, 03/2025/TT-VPCP"),
  ("47/2020/NĐ-CP", "2025-10-22", "expired, 278/2025/NĐ-CP"),
  ("13/2023/NĐ-CP", "2026-01-01", "expired, 91/2025/QH15 356/2025/NĐ-CP"),
  ("24/2018/QH14", "2026-07-01", "expired, 116/2025/QH15"),
  ("31/2021/QĐ-TTg", "2026-07-20", "expired, 29/2026/QĐ-TTg"),
  ("110/2004/NĐ-CP", "2022-02-22", "expired, 30/2020/NĐ-CP"),
  ("30/2020/NĐ-CP", "2026-11-20", "in force"),
  ("10/2012/QH13", "2021-01-01", "expired, 45/2019/QH14"),
  ("77/2015/QH13", "2025-03-01", "expired, 65/2025/QH15"),
])
func `a document is in force on some days and not on others`(
  number: String, date: String, expected: String
) throws {
  #expect(try state(number, on: date) == expected)
}

@Test func `a number without a year is known only with its day of signing`() throws {
  #expect(try state("876/QĐ-BNV", on: "2026-01-01") == nil)
  #expect(try state("876/QĐ-BNV", issued: "2019-11-10", on: "2026-01-01") == nil)
  #expect(try state("876/QĐ-BNV", issued: "2022-11-10", on: "2024-12-04") == "in force")
  #expect(
    try state("876/QĐ-BNV", issued: "2022-11-10", on: "2026-01-01") == "expired, 892/QĐ-BNV")
}

@Test(arguments: ["", "61/2018", "999/2018/NĐ-CP", "61/2018/NĐ-CP-X", "/", "số"])
func `of an unknown document nothing is said`(number: String) throws {
  #expect(try state(number, on: "2026-01-01") == nil)
}

@Test func `a number with a year stands in the data once`() {
  let numbers = LegalDocuments.all.map(\.number)
  #expect(Set(numbers).count == numbers.count)
}
