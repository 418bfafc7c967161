/// What a person may be to a unit, from a date to a date.
public enum Role: String, CaseIterable, Sendable {
  case administrator
  case standingAgency
  case leader
  case unitOfficer
  case inspector
  case viewer
}
