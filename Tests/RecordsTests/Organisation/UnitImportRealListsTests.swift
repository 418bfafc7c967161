import Foundation
import OfficeFiles
import Records
import Rules
import Store
import TestSupport
import Testing

private enum RealLists {
  static let folder: String =
    ProcessInfo.processInfo.environment["SOAT_SHARED_DATA"]
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data").path

  static let isThere = FileManager.default.fileExists(
    atPath: folder + "/administrative-units-2024.csv")
}

/// The real lists beside the checkout; the counts were found by another program, in another language.
@Suite(.enabled(if: RealLists.isThere))
struct UnitImportRealListsTests {
  private static func file(_ name: String) throws -> UnitListFile {
    var digest = Digest()
    var table = CsvReader()
    var list: UnitListReader?
    func take(_ row: CsvRow) {
      if list == nil {
        list = UnitListReader(header: row.fields, line: row.line)
      } else {
        list?.add(row.fields, line: row.line)
      }
    }
    try CsvFile.read(path: RealLists.folder + "/administrative-units-" + name + ".csv") { bytes in
      digest.update(bytes)
      try table.feed(bytes, take)
    }
    try table.finish(take)
    let read = try #require(list)
    return UnitListFile(name: name, sha256: digest.finish(), list: read.finish())
  }

  /// Units in force on a day, by kind.
  private static func kinds(on date: CivilDate, _ store: any Store) async throws -> [String: Int] {
    try await store.read { db in
      var counts: [String: Int] = [:]
      for row in try db.rows(
        """
        SELECT kind, COUNT(*) AS total FROM unit_version
        WHERE valid_from <= \(date) AND valid_to >= \(date)
        GROUP BY kind
        """)
      { counts[try row.get("kind")] = try row.get("total") }
      return counts
    }
  }

  @Test(arguments: TestOffice.engines)
  func `2024, 2025 and 2026 one after another, with the mergers`(engine: Engine) async throws {
    let day = UnitImportFixture.day
    let (old, new, latest) = (
      try Self.file("2024"), try Self.file("2025"), try Self.file("2026")
    )
    let merges = try Self.file("2025-merged-from")
    try await TestOffice.on(engine) { store in
      try await UnitImportFixture.take(old, on: day(2025, 3, 1), store)
      let merger = try await UnitImportFixture.take(new, merges, on: day(2025, 7, 1), store)
      let last = try await UnitImportFixture.take(latest, on: day(2026, 4, 30), store)

      let three = try await Self.kinds(on: day(2025, 6, 30), store)
      #expect(three["province", default: 0] == 57 && three["municipality"] == 6)
      #expect(
        three.filter { UnitKind(rawValue: $0.key)?.level == .district }.values.reduce(0, +) == 696)
      #expect(
        three.filter { UnitKind(rawValue: $0.key)?.level == .commune }.values.reduce(0, +) == 10_035
      )
      let two = try await Self.kinds(on: day(2025, 7, 1), store)
      #expect(
        two == [
          "province": 28, "municipality": 6, "commune": 2_621, "ward": 687, "specialZone": 13,
        ])
      let now = try await Self.kinds(on: day(2026, 4, 30), store)
      #expect(
        now == [
          "province": 27, "municipality": 7, "commune": 2_611, "ward": 697, "specialZone": 13,
        ])
      #expect(last.counts.begun == 0 && last.counts.ended == 0)
      #expect(last.counts.renamed == 1 && last.counts.kindChanged == 11)

      #expect(merger.counts.listed == 3_355)
      // 52 to provinces, 10,447 to districts and communes.
      #expect(merger.counts.references == 10_499)
      #expect(merger.counts.decided == 10_364)
      #expect(merger.counts.questions == 135)
      #expect(merger.evidence[.spelling] == 95 && merger.evidence[.elimination] == 51)
      try await Self.checkOrigins(merger, store)
      let again = try await UnitImportFixture.take(new, merges, on: day(2025, 7, 1), store)
      #expect(!again.isChange)
    }
  }

  /// Every commune that began knows its predecessors or has a question.
  private static func checkOrigins(_ plan: UnitImportPlan, _ store: any Store) async throws {
    let date = UnitImportFixture.day(2025, 7, 1)
    let orphans = try await store.read { db in
      try db.rows(
        """
        SELECT v.full_name FROM unit u
        JOIN unit_version v ON v.unit_id = u.id AND v.valid_from = \(date)
        WHERE u.valid_from = \(date)
          AND NOT EXISTS (SELECT 1 FROM unit_succession s WHERE s.successor_id = u.id)
          AND NOT EXISTS (SELECT 1 FROM succession_question q WHERE q.unit_id = u.id)
        """
      ).map { try $0.get("full_name", as: String.self) }
    }
    #expect(orphans.isEmpty, "\(orphans.prefix(5))")
  }
}
