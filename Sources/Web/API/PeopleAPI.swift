internal import FoundationEssentials
internal import Records
internal import Rules
internal import Store

/// People for programs.
enum PeopleAPI {
  static let endpoints: [Endpoint] = [
    .get(
      "/people", .may(.viewPeople), "listPeople", "People in the order of Vietnamese lists.",
      query: [.search, .after, .limit], .personList
    ) { call in
      let (limit, text) = (try call.limit(), call.query["search"] ?? "")
      let place = try call.place(PersonPage.Place.init)
      let page = try await call.read { db, act in
        try People.search(text, after: place, limit: limit, db, act)
      }
      return Listed(items: page.people.map(PersonFact.init), next: page.next?.text)
    },
    .get("/people/{person}", .may(.viewPeople), "getPerson", "One person.", .person) { call in
      let id = try call.id("person", of: Person.self)
      return try await call.read { db, act in PersonFact(try People.find(id, db, act)) }
    },
    .post("/people", .may(.changePeople), "createPerson", "Adds a person.", .personDraft) {
      (_, sent: PersonSent, db, act) in
      let unit = sent.unit.map { ID<Unit>($0) }
      if unit == .some(nil) {
        throw Refusal.invalid([Problem("unit", "Không phải là mã định danh.")])
      }
      let draft = PersonDraft(
        fullName: sent.fullName, email: sent.email ?? "", phone: sent.phone ?? "")
      return API.root + "/people/\(try create(draft, for: unit ?? nil, db, act))"
    },
  ]

  /// A unit that the caller does not see is a fault of what was sent, not of the address it was sent to.
  private static func create(
    _ draft: PersonDraft, for unit: ID<Unit>?, _ db: any Writer, _ act: Act
  ) throws -> ID<Person> {
    do {
      return try People.create(draft, for: unit, db, act)
    } catch Refusal.notFound {
      throw Refusal.invalid([Problem("unit", "Không có đơn vị này trong phạm vi của bạn.")])
    }
  }
}

/// A person as the API shows them.
struct PersonFact: Encodable, Sendable {
  let id: String
  let fullName: String
  let email: String?
  let phone: String?
  let version: Int

  init(_ person: Person) {
    id = person.id.text
    fullName = person.fullName
    email = person.email
    phone = person.phone
    version = person.version
  }
}

private struct PersonSent: Decodable, Sendable {
  let fullName: String
  let email: String?
  let phone: String?
  let unit: String?
}

extension Schema {
  static let person = object(
    ["id": id, "fullName": text, "email": text, "phone": text, "version": count],
    ["id", "fullName", "version"])

  static let personDraft = object(
    ["fullName": filled, "email": text, "phone": text, "unit": id], ["fullName"])
}

/// One's own sessions, for a browser's script.
enum SessionsAPI {
  static let endpoints: [Endpoint] = [
    .get("/sessions", .may(.manageOwnAccount), "listSessions", "One's own sessions.", .sessionList)
    { call in
      let limits = call.site.limits(on: call.act.today)
      return try await call.read { db, act in
        Listed(items: try Sessions.list(limits, db, act).map(SessionFact.init))
      }
    }
  ]
}

/// A session as the API shows it.
struct SessionFact: Encodable, Sendable {
  let id: String
  let createdAt: String
  let lastSeenAt: String
  let address: String?
  let agent: String?
  let isComplete: Bool

  init(_ line: SessionLine) {
    id = line.id.text
    createdAt = SessionFact.moment(line.createdAt)
    lastSeenAt = SessionFact.moment(line.lastSeenAt)
    address = line.address
    agent = line.agent
    isComplete = line.isComplete
  }

  private static func moment(_ instant: Instant) -> String {
    Date(timeIntervalSince1970: Double(instant.milliseconds / 1_000)).ISO8601Format()
  }
}
