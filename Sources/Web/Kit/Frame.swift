internal import Records
internal import Rules

/// What stands around every page: `frame` in `base.mustache`, `plain.mustache` and the small parts.
struct Frame: Encodable, Sendable {
  /// "vi" or "en".
  let language: String
  /// "light" or "dark"; nil: as the device says.
  let theme: String?
  let office: String
  let title: String
  let problems: ProblemList?
  let assets: AssetPaths
  let trail: Trail?
  let notice: Notice?
  let sections: [Section]
  /// Where the search field leads; nil for those who may not search.
  let find: String?
  let account: AccountCard?
  let bell: Bell?
  /// This page, for coming back after a change of language or colours.
  let path: String
  let languages: [Choice]
  let themes: [Choice]
  /// Proves that a form comes from our page.
  let token: String
  /// One use of a form.
  let submission: String
  let version: String

  struct ProblemList: Encodable, Sendable {
    let list: [Item]

    struct Item: Encodable, Sendable {
      let field: String?
      let text: String
    }
  }

  /// The pages above this one, outermost first.
  struct Trail: Encodable, Sendable {
    let crumbs: [Crumb]
  }

  struct Notice: Encodable, Sendable {
    /// "done", "warning" or "problem".
    let kind: String
    let text: String
  }

  struct Section: Encodable, Sendable {
    let href: String
    let text: String
    let current: Bool
  }

  struct AccountCard: Encodable, Sendable {
    let name: String
    let post: String
    let href: String
  }

  /// The way to one's notices.
  struct Bell: Encodable, Sendable {
    let href: String
    /// How many are unread; nil where none is.
    let count: String?
    let current: Bool
  }

  struct Choice: Encodable, Sendable {
    let code: String
    let name: String
    let pressed: String
  }

  static func of(
    _ call: Call, title: String, trail: [Crumb], problems: [Problem]
  ) -> Frame {
    let session = call.visitor.session
    return Frame(
      language: call.language.rawValue,
      theme: call.theme == .system ? nil : call.theme.rawValue,
      office: call.site.settings.officeName,
      title: title,
      problems: problems.isEmpty ? nil : list(problems, call.language),
      assets: call.site.assets.paths,
      trail: trail.isEmpty ? nil : Trail(crumbs: trail),
      notice: notice(call),
      sections: session.map { Navigation.sections(for: $0, call) } ?? [],
      find: call.visitor.signedIn == nil ? nil : SearchPath.all,
      account: session.map {
        AccountCard(name: $0.name, post: $0.login, href: AccountPath.own)
      },
      bell: session.flatMap { $0.state == .full ? bell($0, call) : nil },
      path: call.path,
      languages: Language.allCases.map {
        Choice(
          code: $0.rawValue, name: $0.text("language.name"), pressed: "\($0 == call.language)")
      },
      themes: Theme.allCases.map {
        Choice(
          code: $0.rawValue, name: call.text("frame.theme." + $0.rawValue),
          pressed: "\($0 == call.theme)")
      },
      token: RequestForgery.token(for: call.visitor.token, call.act.keys),
      submission: call.act.newID(Submission.self).text,
      version: call.site.settings.version)
  }

  private static func bell(_ session: Session, _ call: Call) -> Bell {
    Bell(
      href: NoticePath.all, count: session.unread == 0 ? nil : count(session.unread),
      current: call.path == NoticePath.all)
  }

  /// The number of unread notices, which are not counted on without end.
  static func count(_ unread: Int) -> String {
    unread < Sessions.mostUnread ? String(unread) : "\(Sessions.mostUnread - 1)+"
  }

  private static func list(_ problems: [Problem], _ language: Language) -> ProblemList {
    ProblemList(
      list: problems.map {
        ProblemList.Item(field: $0.field.isEmpty ? nil : $0.field, text: language.say($0.text))
      })
  }

  /// The words of `?notice=`: only those of our table are ever shown.
  private static func notice(_ call: Call) -> Notice? {
    guard let key = call.query["notice"], let text = Texts.of(call.language)["notice." + key]
    else { return nil }
    return Notice(kind: "done", text: text)
  }
}

/// A link to a page above.
struct Crumb: Encodable, Sendable {
  let href: String
  let text: String
}

/// The main navigation: one line per entry, shown to those who may go there.
enum Navigation {
  struct Entry: Sendable {
    let path: String
    let key: String
    let access: Access
  }

  static let entries: [Entry] = [
    Entry(path: OrganisationPath.home, key: "home.title", access: .signedIn),
    Entry(path: PlanPath.all, key: "plans.title", access: .may(.viewPlans)),
    Entry(path: DutyPath.all, key: "duties.title", access: .may(.viewDuties)),
    Entry(path: CommitteePath.all, key: "committees.title", access: .may(.viewCommittees)),
    Entry(path: EvidencePath.all, key: "evidence.title", access: .may(.viewDuties)),
    Entry(path: OrganisationPath.units(), key: "units.title", access: .may(.viewUnits)),
    Entry(path: OrganisationPath.people, key: "people.title", access: .may(.viewPeople)),
    Entry(path: AccountsPath.all, key: "accounts.title", access: .may(.viewAccounts)),
    Entry(path: AuditPath.log, key: "audit.title", access: .may(.readAudit)),
    Entry(path: NoticePath.jobs, key: "jobs.title", access: .may(.viewSettings)),
  ]

  static func sections(for session: Session, _ call: Call) -> [Frame.Section] {
    guard session.state == .full else { return [] }
    return entries.filter { entry in
      if case .may(let permission) = entry.access { return session.may(permission) }
      return true
    }.map {
      Frame.Section(
        href: $0.path, text: call.text($0.key),
        current: call.path == $0.path || call.path.hasPrefix($0.path + "/"))
    }
  }
}
