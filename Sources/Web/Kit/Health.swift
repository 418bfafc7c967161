internal import FoundationEssentials
internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// For those who watch over the server: whether it lives, whether it can work, how much it does.
enum Health {
  static let routes: [Route] = [
    .get("/health", .everyone) { _ in .text("ok\n") },
    .get("/ready", .everyone) { call in
      let reason = await obstacle(call.site.store)
      guard let reason else { return .text("ready\n") }
      var reply = Reply.text(reason + "\n", status: .serviceUnavailable)
      reply.headers[.retryAfter] = "5"
      return reply
    },
    .get("/metrics", .everyone) { call in
      let readers = call.site.settings.metricsReaders.compactMap { NetworkAddress($0) }
      guard call.peer.map({ readers.contains($0) }) ?? true,
        call.headers[.forwardedFor] == nil
      else { throw Refusal.notFound }
      var reply = Reply.text(call.site.meters.text + Memory.meters)
      reply.headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
      return reply
    },
  ]

  /// Why no request can be served now; nil where all is well.
  private static func obstacle(_ store: any Store) async -> String? {
    do {
      _ = try await store.read { try $0.row("SELECT 1 AS one") }
      return nil
    } catch {
      return "database does not answer"
    }
  }
}

/// What the kernel says about this process.
private enum Memory {
  static var meters: String {
    // Absent on systems without /proc, where nothing is said.
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
      let kilobytes = line.split(separator: " ").compactMap({ Int($0) }).first
    else { return "" }
    return """
      # HELP process_resident_memory_bytes Memory in use.
      # TYPE process_resident_memory_bytes gauge
      process_resident_memory_bytes \(kilobytes * 1_024)

      """
  }
}
