internal import HTTPTypes
internal import Synchronization

/// A step of signing in, and how it ended.
struct SignInMeter: Hashable, Sendable {
  enum Step: String, CaseIterable { case password, code }
  enum Outcome: String, CaseIterable { case ok, failed, locked }

  let step: Step
  let outcome: Outcome

  static let all = Step.allCases.flatMap { step in
    Outcome.allCases.map { SignInMeter(step: step, outcome: $0) }
  }

  var labels: String { "step=\"\(step.rawValue)\",outcome=\"\(outcome.rawValue)\"" }
}

/// What the server counts, for Prometheus: requests by route and kind of answer, their time, those under way.
final class Meters: Sendable {
  private struct Tally {
    var byClass = [Int](repeating: 0, count: 6)
    /// Requests that took at most the bound, by bound.
    var within = [Int](repeating: 0, count: Meters.bounds.count)
    var seconds = 0.0
    var count = 0
  }

  private struct State {
    var tallies: [Tally]
    var underWay = 0
    var signIns = [SignInMeter: Int]()
  }

  /// Seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

  private let names: [String]
  private let places: [String: Int]
  private let state: Mutex<State>

  init(routes: [Route]) {
    names = ["-"] + routes.map { $0.method.rawValue + " " + $0.path }
    places = Dictionary(
      zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    state = Mutex(State(tallies: [Tally](repeating: Tally(), count: names.count)))
  }

  func began() { state.withLock { $0.underWay += 1 } }

  func ended(_ route: Route?, _ status: HTTPResponse.Status, _ taken: Duration) {
    let place = route.flatMap { places[$0.method.rawValue + " " + $0.path] } ?? 0
    let seconds = Meters.seconds(taken)
    state.withLock { state in
      state.underWay -= 1
      state.tallies[place].byClass[min(5, status.code / 100)] += 1
      state.tallies[place].count += 1
      state.tallies[place].seconds += seconds
      for (index, bound) in Meters.bounds.enumerated() where seconds <= bound {
        state.tallies[place].within[index] += 1
      }
    }
  }

  /// One step of a sign-in was tried.
  func signedIn(_ step: SignInMeter.Step, _ outcome: SignInMeter.Outcome) {
    state.withLock { $0.signIns[SignInMeter(step: step, outcome: outcome), default: 0] += 1 }
  }

  /// Prometheus' text format, version 0.0.4. Routes without requests are left out.
  var text: String {
    let state = state.withLock { $0 }
    let used = zip(names, state.tallies).filter { $0.1.count > 0 }
    var lines = [
      "# HELP soat_requests_total Requests answered, by route and class of status.",
      "# TYPE soat_requests_total counter",
    ]
    for (name, tally) in used {
      for kind in 1...5 where tally.byClass[kind] > 0 {
        lines.append(
          "soat_requests_total{\(Meters.labels(name)),status=\"\(kind)xx\"} \(tally.byClass[kind])")
      }
    }
    lines += [
      "# HELP soat_request_seconds Time from the head of a request to its answer.",
      "# TYPE soat_request_seconds histogram",
    ]
    for (name, tally) in used { lines += Meters.histogram(Meters.labels(name), tally) }
    lines += [
      "# HELP soat_requests_under_way Requests being answered now.",
      "# TYPE soat_requests_under_way gauge", "soat_requests_under_way \(state.underWay)",
      "# HELP soat_sign_ins_total Passwords and codes of the second factor that were tried.",
      "# TYPE soat_sign_ins_total counter",
    ]
    for meter in SignInMeter.all {
      lines.append("soat_sign_ins_total{\(meter.labels)} \(state.signIns[meter] ?? 0)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func labels(_ name: String) -> String {
    let words = name.split(separator: " ")
    return words.count == 2
      ? "method=\"\(words[0])\",route=\"\(words[1])\"" : "method=\"-\",route=\"-\""
  }

  private static func histogram(_ labels: String, _ tally: Tally) -> [String] {
    zip(bounds, tally.within).map { bound, count in
      "soat_request_seconds_bucket{\(labels),le=\"\(bound)\"} \(count)"
    } + [
      "soat_request_seconds_bucket{\(labels),le=\"+Inf\"} \(tally.count)",
      "soat_request_seconds_sum{\(labels)} \(tally.seconds)",
      "soat_request_seconds_count{\(labels)} \(tally.count)",
    ]
  }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// With one digit after the point.
  static func milliseconds(_ duration: Duration) -> String {
    let tenths = Int((seconds(duration) * 10_000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
