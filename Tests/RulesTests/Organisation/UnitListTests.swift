import Rules
import Testing

/// Lists of units as offices get them, with the mistakes they have.
struct UnitListTests {
  static func list(_ header: String, _ lines: [String]) -> UnitList {
    func fields(_ line: String) -> [String] { line.components(",") }
    var reader = UnitListReader(header: fields(header), line: 1)
    for (index, line) in lines.enumerated() { reader.add(fields(line), line: index + 2) }
    return reader.finish()
  }

  @Test(arguments: [
    "code,name,full_name,level,type,parent_code", "Mã,Tên,Tên đầy đủ,Cấp,Loại,Mã cấp trên",
    "MÃ ĐVHC,tên gọi,Tên đơn vị,CẤP HÀNH CHÍNH,Loại hình,mã cha",
  ])
  func `columns are known by their Vietnamese and English names`(header: String) {
    let list = Self.list(
      header,
      [
        "75,Đồng Nai,Tỉnh Đồng Nai,tinh,Tỉnh,",
        "731,Biên Hòa,Thành phố Biên Hòa,huyen,Thành phố,75",
        "26000,Tân Phong,Phường Tân Phong,xa,Phường,731",
      ])
    #expect(list.problems.isEmpty)
    #expect(list.rows.map(\.kind) == [.province, .provincialCity, .ward])
    #expect(list.rows.map(\.name) == ["Đồng Nai", "Biên Hòa", "Tân Phong"])
    #expect(list.rows[2].parent == UnitListKey(level: .district, code: "731"))
  }

  @Test func `a full name alone tells kind, name and level`() {
    let list = Self.list(
      "mã,tên đơn vị,mã cấp trên",
      ["01,Thành phố Hà Nội,", "00001,Thị trấn  Phú  Lộc,01", "268,Thị xã Sơn Tây,01"])
    #expect(list.problems.isEmpty)
    #expect(list.rows.map(\.kind) == [.municipality, .township, .town])
    #expect(
      list.rows.map(\.fullName) == ["Thành phố Hà Nội", "Thị trấn Phú Lộc", "Thị xã Sơn Tây"])
  }

  @Test(arguments: [
    ("00001,A,Xã A,xa,Xã,02", "Không có đơn vị cấp trên mã 02 trong danh mục."),
    ("00001,A,Xã A,xa,Xã,", "Xã A thiếu mã cấp trên."),
    ("01,B,Tỉnh B,tinh,Tỉnh,", "Mã 01 đã có ở dòng 2 cùng cấp."),
    ("00001,A,Xã A,xa,Xã,00002", "Đơn vị cấp trên 00002 không ở cấp cao hơn (thành vòng)."),
    ("00001,C,Xã C,xa,Xã,01", "Xã C đã có ở dòng 3 cùng đơn vị cấp trên."),
    ("00001,Hoà,Xã Hoà,xa,Xã,01", "Xã Hoà đã có ở dòng 4 cùng đơn vị cấp trên."),
    ("00001,A,Xóm A,xa,Xóm,01", "Không rõ loại đơn vị của “Xóm A” (ghi là “Xóm”)."),
    ("00001,A,Xã A,huyen,Xã,01", "Loại “xã” không thuộc cấp đã ghi."),
    ("00001,A,Xã A,lang,Xã,01", "Không rõ cấp “lang”. Hãy ghi tinh, huyen hoặc xa."),
    ("00001,A,Xã B,xa,Xã,01", "Tên “A” không khớp tên đầy đủ “Xã B”."),
    (",A,Xã A,xa,Xã,01", "Thiếu mã."),
  ])
  func `a wrong row is told with its line`(row: String, text: String) {
    let list = Self.list(
      "code,name,full_name,level,type,parent_code",
      ["01,T,Tỉnh T,tinh,Tỉnh,", "00002,C,Xã C,xa,Xã,01", "00003,Hòa,Xã Hòa,xa,Xã,01", row])
    #expect(list.problems == [UnitListProblem(line: 5, text: Sentence(words: text))])
    #expect(list.problemCount == 1)
  }

  @Test func `missing columns are told once, and nothing else`() {
    let list = Self.list("số,gì đó", ["1,2", "3,4"])
    #expect(list.problems.map(\.line) == [1, 1, 1])
    #expect(list.rows.isEmpty)
  }

  @Test func `a list of mistakes is cut, and the rest counted`() {
    let rows = (0..<500).map { "0\($0),A,Xã A\($0),xa,Xã,01" }
    let list = Self.list("code,name,full_name,level,type,parent_code", rows)
    #expect(list.problems.count == UnitListReader.problemLimit)
    #expect(list.problemCount == 500)
  }

  @Test func `one province is taken with all under it`() throws {
    let list = Self.list(
      "mã,tên đơn vị,mã cấp trên",
      ["01,Tỉnh A,", "02,Tỉnh B,", "001,Huyện C,02", "00001,Xã D,001", "00002,Xã E,01"])
    let part = try #require(list.restricted(toProvinces: ["02"]))
    #expect(part.rows.map(\.code) == ["02", "001", "00001"])
    #expect(list.restricted(toProvinces: ["03"]) == nil)
  }
}

extension String {
  fileprivate func components(_ separator: Character) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
