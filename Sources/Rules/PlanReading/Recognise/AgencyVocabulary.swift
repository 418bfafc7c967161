/// What a word that begins an agency's name calls for after it.
enum AgencyHead: Sendable {
  /// A level and a place: Ủy ban nhân dân.
  case place
  /// Nothing, or a field or level: Đoàn kiểm tra.
  case own
  /// A level, a name or a verb: Thanh tra.
  case word
  /// A field of work: Sở.
  case field
  /// One or more bodies: Văn phòng.
  case office
}

enum ResponsibilityKind: Sendable { case lead, coordinating, executing, other }

/// The words of `agencies.yaml`, as tables.
enum AgencyVocabulary {
  static let file = VocabularyFile("agencies.yaml")

  static let heads: PhraseTable<AgencyHead> = {
    let lists: [(String, AgencyHead)] = [
      ("fieldHeads", .field), ("wordHeads", .word), ("officeHeads", .office), ("ownHeads", .own),
      ("placeHeads", .place),
    ]
    return PhraseTable(lists.flatMap { list in file.strings(list.0).map { ($0, list.1) } })
  }()
  static let commonWords = file.table("commonWords")
  static let valueEnds = file.table("valueEnds")
  static let objectWords = file.table("objectWords")
  static let persons = file.table("persons")
  static let plainPersons = file.table("plainPersons")
  static let quantifiers = file.table("quantifiers")
  static let generics = file.table("generics")
  static let levels = file.table("levels")
  static let tails = file.table("tails")
  static let closingTails = file.table("closingTails")
  static let loneTails = file.table("loneTails")
  static let loneGroups = file.table("loneGroups")
  static let separatePersons = file.table("separatePersons")
  static let stops = file.table("stops")
  static let addresses = file.table("addresses")
  static let fields = file.table("fields")
  static let fillers = file.table("fillers")
  static let leadVerbs = file.table("verbs.lead")
  static let coordinatingVerbs = file.table("verbs.coordinating")
  static let labels: PhraseTable<ResponsibilityKind> = {
    let lists: [(String, ResponsibilityKind)] = [
      ("other", .other), ("executing", .executing), ("coordinating", .coordinating),
      ("lead", .lead),
    ]
    return PhraseTable(
      lists.flatMap { list in file.strings("labels." + list.0).map { ($0, list.1) } })
  }()
}
