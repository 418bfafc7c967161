internal import Records
internal import Rules
internal import Store

/// A person named in a text field. Where several have the name, or nobody has it, the form comes back with
/// choices below the field, named `FIELD-pick`; "new" adds a person of that name.
enum PersonPick {
  static let limit = 8

  /// The person who is meant, added first where that was chosen.
  static func resolve(
    _ field: String, _ form: Form, for unit: ID<Unit>, _ db: any Writer, _ act: Act
  ) throws -> ID<Person> {
    guard let text = form.text(field) else {
      throw Refusal.invalid([Problem(field, "Nhập họ và tên.")])
    }
    if form.text(field + "-pick") == "new" {
      do {
        return try People.create(PersonDraft(fullName: text), for: unit, db, act)
      } catch Refusal.invalid(let problems) {
        throw Refusal.invalid(problems.map { Problem(field, $0.text) })
      }
    }
    if let picked = form.text(field + "-pick").flatMap({ ID<Person>($0) }) { return picked }
    let found = try People.search(text, limit: limit, db, act).people
    if found.count == 1, isNamed(found[0], text) { return found[0].id }
    throw Refusal.invalid([
      found.isEmpty
        ? Problem(field, "Chưa có ai tên “\(text)”. Chọn “Thêm người mới” bên dưới, hoặc sửa tên.")
        : Problem(field, "Chọn đúng người trong danh sách bên dưới, hoặc thêm người mới.")
    ])
  }

  /// Those whom the typed name fits, with their posts.
  static func candidates(
    _ field: String, _ form: Form, _ db: any Reader, _ act: Act
  ) throws -> [Candidate] {
    guard let text = form.text(field) else { return [] }
    let people = try People.search(text, limit: limit, db, act).people
    let held = try OfficeHoldings.held(by: people.map(\.id), db, act)
    return people.map { person in
      Candidate(
        person: person,
        posts: held.filter { $0.person == person.id && $0.to >= act.today })
    }
  }

  struct Candidate: Sendable {
    let person: Person
    let posts: [OfficeHolding]
  }

  private static func isNamed(_ person: Person, _ text: String) -> Bool {
    VietnameseOrder.foldedName(person.fullName) == VietnameseOrder.foldedName(text)
  }
}

extension Filling {
  /// The field and, after it came back, those who are meant perhaps and a new person.
  func person(_ id: String, _ candidates: [PersonPick.Candidate]) -> [FormField] {
    let line = line(id, hint: true)
    guard line.problem != nil || values[id + "-pick"] != nil, let typed = values[id],
      !typed.isEmpty
    else { return [line] }
    return [
      line,
      options(
        id + "-pick",
        candidates.map { found in
          let posts = found.posts.map { "\(language.title($0)), \($0.unitName)" }
          return (
            found.person.id.text, found.person.fullName,
            posts.isEmpty ? found.person.email : posts.joined(separator: "; ")
          )
        } + [("new", language.text("pick.newPerson", typed), nil)],
        label: "field.pickPerson"),
    ]
  }
}
