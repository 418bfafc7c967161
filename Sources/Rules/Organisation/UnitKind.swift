/// What a unit is. District-level units ended on 30 June 2025 (Nghị quyết 203/2025/QH15).
public enum UnitKind: String, CaseIterable, Sendable {
  case province
  case department
  case district
  case commune
  case ward
  case township
  case specialZone
  case division
  case publicServiceUnit
  case committee
}
