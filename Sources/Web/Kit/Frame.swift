internal import Records
internal import Rules

/// What stands around every page: names that `base.mustache` and the small parts use.
struct Frame: Sendable {
  let documentTitle: String
  let languageCode: String
  let themeName: String
  let assets: AssetPaths
  let csrf: String
  /// One use of a form.
  let submission: String
  /// Here, for going back after a change of language or theme.
  let here: String
  let navigation: [NavigationLink]
  let account: AccountCard?
  let notice: String?
  let officeName: String
  let version: String
  let otherLanguages: [Choice]
  let themes: [Choice]

  struct NavigationLink: Sendable {
    let path: String
    let title: String
    let isCurrent: Bool
  }

  struct AccountCard: Sendable {
    let personName: String
    let login: String
  }

  struct Choice: Sendable {
    let value: String
    let title: String
    let isCurrent: Bool
  }

  static func of(_ call: Call, title: String, failed: Bool) -> Frame {
    let session = call.visitor.session.flatMap { $0.stage == .complete ? $0 : nil }
    let prefix = failed ? call.text("error.prefix") + ": " : ""
    return Frame(
      documentTitle: prefix + title,
      languageCode: call.language.rawValue,
      themeName: call.theme.rawValue,
      assets: call.site.assets.paths,
      csrf: RequestForgery.token(for: call.visitor.token, call.act.keys),
      submission: call.act.newID(Submission.self).text,
      here: call.path,
      navigation: session.map { Navigation.links(for: $0, call) } ?? [],
      account: call.visitor.session.map {
        AccountCard(personName: $0.personName, login: $0.login)
      },
      notice: call.query["notice"].flatMap { Texts.of(call.language)["notice." + $0] },
      officeName: call.site.settings.officeName,
      version: call.site.settings.version,
      otherLanguages: Language.allCases.map {
        Choice(
          value: $0.rawValue, title: $0.text("language.name"), isCurrent: $0 == call.language)
      },
      themes: Theme.allCases.map {
        Choice(
          value: $0.rawValue, title: call.text("theme." + $0.rawValue),
          isCurrent: $0 == call.theme)
      })
  }
}

/// The main navigation: one line per entry, shown to those who may go there.
enum Navigation {
  struct Entry {
    let path: String
    let key: String
    let access: Access
  }

  static let entries: [Entry] = []

  static func links(for session: SignedIn, _ call: Call) -> [Frame.NavigationLink] {
    entries.filter { entry in
      if case .may(let permission) = entry.access { return session.may(permission) }
      return true
    }.map {
      Frame.NavigationLink(
        path: $0.path, title: call.text($0.key),
        isCurrent: call.path == $0.path || call.path.hasPrefix($0.path + "/"))
    }
  }
}
