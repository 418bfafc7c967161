import Testing

@testable import Rules

@Test(arguments: [
  ("UBND các xã, thị trấn", UnitGroup.communes, true),
  ("UBND xã - thị trấn", .communes, true),
  ("Ủy ban nhân dân các xã, phường, đặc khu", .communes, true),
  ("các ngành liên quan", .departments, false),
  ("các sở, ban, ngành", .departments, true),
  ("các sở, ban, ngành, địa phương", .everyone, true),
  ("các cơ quan, đơn vị", .organs, true),
  ("Thủ trưởng các cơ quan, đơn vị có liên quan", .organs, false),
  ("các phòng, ban, trung tâm", .divisions, true),
  ("Các huyện, thị xã, thành phố", .districts, true),
])
func `words for several units name a group`(words: String, group: UnitGroup, isSure: Bool) {
  #expect(AgencyMatching.group(words) == .init(group, isSure: isSure))
}

@Test(arguments: [
  "Sở Nội vụ", "Phòng Văn hóa và Thông tin", "UBND xã Phú Lộc", "Văn phòng HĐND & UBND huyện",
  "Trung tâm Phục vụ hành chính công tỉnh",
])
func `words for one agency name no group`(words: String) {
  #expect(AgencyMatching.group(words) == nil)
}

@Test(arguments: [
  ("UBND xã Phú Lộc", "Xã Phú Lộc"),
  ("Chủ tịch Ủy ban nhân dân phường Hoà Lộc", "Phường Hòa Lộc"),
  ("Phòng Văn hoá & Thông tin huyện", "Phòng Văn hóa và Thông tin"),
  ("Giám đốc Sở Nội vụ", "Sở Nội vụ"),
  ("Phòng Tài chính- Kế hoạch", "Phòng Tài chính - Kế hoạch"),
])
func `names are looked for without what a plan puts around them`(words: String, name: String) {
  #expect(AgencyMatching.keys(words).contains(AgencyMatching.keys(name)[0]))
}
