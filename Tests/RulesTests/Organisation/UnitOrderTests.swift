import Rules
import Testing

private let lastJune = CivilDate(dayNumber: 20_269)

@Test func `the district level ended on 30 June 2025`() {
  #expect(lastJune.iso == "2025-06-30")
  #expect(UnitOrder.lastDay(of: .district) == lastJune)
  #expect(UnitOrder.lastDay(of: .township) == lastJune)
  #expect(UnitOrder.lastDay(of: .commune) == nil)
  #expect(UnitOrder.days(.commune, under: .district)?.upperBound == lastJune)
  #expect(UnitOrder.days(.ward, under: .province)?.lowerBound == lastJune.adding(days: 1))
  #expect(UnitOrder.days(.township, under: .province) == nil)
}

@Test(arguments: [
  (UnitKind.province, UnitKind?.none, true), (.province, .province, false), (.ward, nil, true),
  (.department, .province, true), (.department, .commune, false), (.division, nil, false),
  (.division, .department, true), (.division, .ward, true), (.division, .committee, false),
  (.publicServiceUnit, .department, true), (.commune, .ward, false), (.commune, .district, true),
  (.committee, .municipality, true), (.district, .province, true), (.town, .town, false),
])
func `a kind stands only where the law lets it`(
  kind: UnitKind, parent: UnitKind?, expected: Bool
) {
  #expect(UnitOrder.mayStand(kind, under: parent) == expected)
}

@Test func `every kind has names, and full names begin with the kind where it is said`() {
  #expect(Set(UnitKind.allCases.map(\.vietnamese)).count == UnitKind.allCases.count)
  #expect(UnitKind.ward.fullName("2") == "Phường 2")
  #expect(UnitKind.municipality.fullName("Đồng Nai") == "Thành phố Đồng Nai")
  #expect(UnitKind.department.fullName("Sở Nội vụ") == "Sở Nội vụ")
}
