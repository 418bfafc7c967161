import Rules
import Testing

/// The prose of mergers, and what it decides.
struct UnitListMergeTests {
  private static func read(_ text: String) -> [String] {
    MergeProse.read(text).references.map { reference in
      let kind = reference.kinds.first.flatMap(\.prefix) ?? "?"
      let place = reference.district.map { " @ " + $0.name } ?? ""
      let isUnit = reference.isUnit ? "" : " !"
      return "\(kind)|\(reference.name)|\(reference.extent)\(place)\(isUnit)"
    }
  }

  @Test(arguments: [
    ("Xã A, Thị trấn B và Phường C", ["Xã|A|whole", "Thị trấn|B|whole", "Phường|C|whole"]),
    ("Xã A (huyện X), Phường 14 (Quận 10)", ["Xã|A|whole @ X", "Phường|14|whole @ 10"]),
    ("Xã A (thuộc huyện X), Xã B (bao gồm Hòn Đá)", ["Xã|A|whole @ X", "Xã|B|whole"]),
    (
      "một phần diện tích TN, quy mô dân số của các phường A, B",
      ["Phường|A|part", "Phường|B|part"]
    ),
    (
      "Phường A,một phần diện tích TN, toàn bộ quy mô dân số của của Xã B",
      ["Phường|A|whole", "Xã|B|part"]
    ),
    (
      "Xã A và phần còn lại của Xã B sau khi sắp xếp theo quy định tại khoản 9 Điều này",
      ["Xã|A|whole", "Xã|B|rest"]
    ),
    ("Xã A (phần còn lại sau khi sáp nhập vào xã B, xã C)", ["Xã|A|rest"]),
    ("Phường A (quận X) (phần còn lại), Xã B (một phần)", ["Phường|A|rest @ X", "Xã|B|part"]),
    ("Toàn bộ diện tích của các phường Phường A và B", ["Phường|A|whole", "Phường|B|whole"]),
    ("một phần diện tích của xã Yên Định Xã Yên Định", ["Xã|Yên Định|part"]),
    ("Xóm Tổng Dùn, Xã Bản Xèo", ["?|Xóm Tổng Dùn|whole !", "Xã|Bản Xèo|whole"]),
    ("TP. Vinh và TT Đô Lương", ["Thành phố|Vinh|whole", "Thị trấn|Đô Lương|whole"]),
    (
      "Xã Lao Và Chải, Xã Mường Và và Xã A",
      ["Xã|Lao Và Chải|whole", "Xã|Mường Và|whole", "Xã|A|whole"]
    ),
    ("Huyện Cồn Cỏ", ["Huyện|Cồn Cỏ|whole"]), ("Krông Na", ["?|Krông Na|whole"]),
    ("", []), ("(((", []), (",,, và ,", []),
  ])
  func `items are read with kind, extent and district`(text: String, expected: [String]) {
    #expect(Self.read(text) == expected)
  }

  @Test func `what goes on after a sentence is kept as a remark`() {
    let prose = MergeProse.read("tỉnh A và tỉnh B. Từ ngày 30/4/2026 chuyển thành thành phố.")
    #expect(prose.references.map(\.name) == ["A", "B"])
    #expect(prose.remarks == ["Từ ngày 30/4/2026 chuyển thành thành phố."])
    #expect(MergeProse.read("Giữ nguyên").isUnchanged)
  }

  /// Two districts of one province: 0 the province, 1 and 2 the districts.
  private static let old: [MergeCandidate] =
    [
      MergeCandidate(kind: .province, name: "T", code: "01", district: nil, province: nil),
      MergeCandidate(kind: .district, name: "X", code: "001", district: nil, province: 0),
      MergeCandidate(kind: .district, name: "Y", code: "002", district: nil, province: 0),
    ]
    + [("A", 1), ("B", 1), ("Tân Lập", 1), ("Tân Lập", 2), ("Hòa", 2), ("Đắk Hà", 2)].enumerated()
    .map { index, unit in
      MergeCandidate(
        kind: .commune, name: unit.0, code: "0000\(index)", district: unit.1, province: 0)
    }

  private static func matched(
    _ prose: [(code: String, text: String)], isIncomplete: Bool = false
  ) -> MergeMatching {
    MergeMatching(
      old: old,
      successors: prose.map {
        MergeSuccessor(
          code: $0.code, references: MergeProse.read($0.text).references, provinces: [0],
          isIncomplete: isIncomplete)
      })
  }

  @Test(arguments: [
    ("Xã A", MergeMatch.unit(3, .name)), ("Xã Tân Lập (huyện Y)", .unit(6, .district)),
    ("Xã Hoà", .unit(7, .name)), ("Xã Đăk Hà", .unit(8, .spelling)),
    ("Xã Tân Lập", .undecided(.several, candidates: [5, 6])),
    ("Phường A", .undecided(.kindDiffers, candidates: [3])),
    ("Xã Tân Lộc", .undecided(.notFound, candidates: [5, 6])),
    ("Xã Tân Lập (huyện Z)", .undecided(.kindDiffers, candidates: [5, 6])),
    ("Thôn A", .undecided(.notAUnit, candidates: [])), ("Huyện X", .unit(1, .name)),
  ])
  func `one unit is decided, and nothing is guessed`(text: String, expected: MergeMatch) {
    #expect(Self.matched([("99999", text)]).matches == [[expected]])
  }

  @Test func `the code that lives on tells one of a name, and the other is left over`() {
    let matching = Self.matched([("00003", "Xã A, Xã Tân Lập"), ("00004", "Xã B, Xã Tân Lập")])
    #expect(
      matching.matches[1][1] == .unit(6, .elimination)
        || matching.matches[1][1] == .unit(5, .elimination))
    #expect(
      Self.matched([("00002", "Xã Tân Lập"), ("00009", "Xã Tân Lập")]).matches
        == [[.unit(5, .code)], [.unit(6, .elimination)]])
  }

  @Test func `no name is certain while a province is missing`() {
    let matching = Self.matched([("99999", "Xã A")], isIncomplete: true)
    #expect(matching.matches == [[.undecided(.provinceMissing, candidates: [3])]])
    #expect(matching.links.isEmpty)
  }

  @Test func `a unit that several name is whole in none`() {
    let matching = Self.matched([("1", "Xã A, Xã B"), ("2", "Xã A (phần còn lại)")])
    #expect(matching.links.map(\.extent) == [.part, .whole, .rest])
    #expect(matching.links.map(\.isShared) == [true, false, false])
  }

  @Test func `a district that goes over whole takes its communes along`() {
    let links = Self.matched([("1", "Huyện X"), ("2", "Xã B")]).links
    #expect(links.filter { $0.evidence == .wholeDistrict }.map(\.old) == [3, 5])
  }
}
