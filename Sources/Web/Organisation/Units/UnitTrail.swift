internal import Records
internal import Rules

/// The way down to a unit.
enum UnitTrail {
  /// "Trang đầu / Đơn vị / Tỉnh Tân An / …": each unit above leads to its page on the day. Units above
  /// those that the visitor sees are left out.
  static func crumbs(
    _ path: [Unit], _ day: CivilDate?, _ call: Call
  ) -> [Crumb] {
    [
      Crumb(href: OrganisationPath.home, text: call.text("home.title")),
      Crumb(href: OrganisationPath.units(on: day), text: call.text("units.title")),
    ]
      + path.dropLast().dropFirst(seenFrom(path, call.act.actor)).map {
        Crumb(href: OrganisationPath.unit($0.id, on: day), text: $0.fullName)
      }
  }

  /// The index of the first unit of a path that is one of the actor's own; its end where none is.
  static func seenFrom(_ path: [Unit], _ actor: Actor) -> Int {
    let grants = actor.grants.filter { Permissions.allows($0.role, .viewUnits, .subordinate) }
    if grants.contains(where: { $0.unit == nil }) { return 0 }
    let own = Set(grants.compactMap(\.unit))
    return path.firstIndex { own.contains($0.id) } ?? path.count
  }
}
