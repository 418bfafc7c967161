internal import HTTPTypes

/// All routes, found by the segments of a path.
struct RouteTree: Sendable {
  /// What stands at one address.
  struct Match: Sendable {
    /// By method; a HEAD is answered as a GET.
    let routes: [HTTPRequest.Method: Route]
    /// What stands in the places of parameters, in their order.
    let values: [String]

    var methods: [HTTPRequest.Method] {
      var methods = routes.keys.sorted { $0.rawValue < $1.rawValue }
      if routes[.get] != nil { methods.append(.head) }
      return methods + [.options]
    }

    func parameters(of route: Route) -> [String: String] {
      Dictionary(zip(route.parameters, values), uniquingKeysWith: { first, _ in first })
    }
  }

  private struct Branch: Sendable {
    var routes: [HTTPRequest.Method: Route] = [:]
    var named: [String: Int] = [:]
    var parameter: Int?
  }

  private var branches = [Branch()]

  /// A second route of the same method and shape is a fault of the program: the first stays.
  init(_ routes: [Route]) {
    for route in routes {
      var place = 0
      for segment in route.path.split(separator: "/") { place = branch(at: place, segment) }
      if branches[place].routes[route.method] == nil {
        branches[place].routes[route.method] = route
      }
    }
  }

  /// `segments` are decoded. A word goes before a parameter.
  func match(_ segments: [String]) -> Match? {
    guard let (place, values) = walk(segments[...], from: 0) else { return nil }
    return Match(routes: branches[place].routes, values: values)
  }

  private func walk(_ segments: ArraySlice<String>, from place: Int) -> (Int, [String])? {
    guard let segment = segments.first else {
      return branches[place].routes.isEmpty ? nil : (place, [])
    }
    if let next = branches[place].named[segment],
      let found = walk(segments.dropFirst(), from: next)
    {
      return found
    }
    guard let next = branches[place].parameter,
      let (found, values) = walk(segments.dropFirst(), from: next)
    else { return nil }
    return (found, [segment] + values)
  }

  private mutating func branch(at place: Int, _ segment: Substring) -> Int {
    let isParameter = segment.first == "{"
    if let known = isParameter
      ? branches[place].parameter : branches[place].named[String(segment)]
    {
      return known
    }
    branches.append(Branch())
    if isParameter {
      branches[place].parameter = branches.count - 1
    } else {
      branches[place].named[String(segment)] = branches.count - 1
    }
    return branches.count - 1
  }
}
