/// A human being who works, or worked, in a unit.
public struct Person: Sendable, Equatable {
  public let id: ID<Person>
  public let fullName: String
  public let email: String?
  public let phone: String?
  public let version: Int

  public init(id: ID<Person>, fullName: String, email: String?, phone: String?, version: Int) {
    self.id = id
    self.fullName = fullName
    self.email = email
    self.phone = phone
    self.version = version
  }
}

/// What a person is in a unit.
public enum Post: String, CaseIterable, Sendable {
  case head
  case deputyHead
  case parOfficer
  case staff

  public var vietnamese: String {
    switch self {
    case .head: "Người đứng đầu"
    case .deputyHead: "Cấp phó"
    case .parOfficer: "Công chức đầu mối CCHC"
    case .staff: "Công chức, viên chức"
    }
  }

  /// As it stands inside a sentence.
  public var words: Sentence {
    Sentence(words: vietnamese.prefix(1).lowercased() + vietnamese.dropFirst())
  }
}

/// A person in a post of a unit, from a day to a day.
public struct OfficeHolding: Sendable, Equatable {
  public let id: ID<OfficeHolding>
  public let person: ID<Person>
  public let personName: String
  public let unit: ID<Unit>
  /// The unit's full name, as of the last day on which both held.
  public let unitName: String
  public let post: Post
  /// As written in the decision: "Chủ tịch UBND xã".
  public let title: String
  public let from: CivilDate
  /// `CivilDate.last` where no end is known.
  public let to: CivilDate
  public let version: Int

  public init(
    id: ID<OfficeHolding>, person: ID<Person>, personName: String, unit: ID<Unit>,
    unitName: String, post: Post, title: String, from: CivilDate, to: CivilDate, version: Int
  ) {
    self.id = id
    self.person = person
    self.personName = personName
    self.unit = unit
    self.unitName = unitName
    self.post = post
    self.title = title
    self.from = from
    self.to = to
    self.version = version
  }
}
