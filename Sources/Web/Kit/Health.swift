internal import FoundationEssentials
internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// For those who watch over the server: whether it lives, whether it can work, how much it does.
enum Health {
  static let routes = [
    Route.get("/health", .everyone) { _ in .text("ok\n") },
    Route.get("/ready", .everyone) { call in
      let reason = await obstacle(call.site)
      guard let reason else { return .text("ready\n") }
      var reply = Reply.text(reason + "\n", status: .serviceUnavailable)
      reply.headers[.retryAfter] = "5"
      return reply
    },
    Route.get("/metrics", .everyone) { call in
      let readers = call.site.settings.metricsReaders.compactMap { NetworkAddress($0) }
      guard call.peer.map({ readers.contains($0) }) ?? true,
        call.headers[.forwardedFor] == nil
      else { throw Refusal.notFound }
      var reply = Reply.text(
        call.site.meters.text + StoreMeters.text(call.site.store.load) + Memory.meters
          + (await JobMeters.text(call.site.store)))
      reply.headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
      return reply
    },
  ].map(\.forMachines)

  /// Why no request can be served now; nil where all is well.
  private static func obstacle(_ site: Site) async -> String? {
    if site.stopping.hasBegun { return "stopping" }
    do {
      let pending = try await site.store.pendingMigrations(Records.Schema.migrations)
      return pending.isEmpty ? nil : "migrations are pending: \(pending.count)"
    } catch StoreError.newerSchema, StoreError.changedMigration {
      return "the database is of another version of the program"
    } catch {
      return "database does not answer"
    }
  }
}

/// How the store is doing.
private enum StoreMeters {
  static func text(_ load: StoreLoad) -> String {
    queue("write", "writes", load.writes) + queue("read", "reads", load.reads)
  }

  private static func queue(_ name: String, _ things: String, _ queue: StoreLoad.Queue) -> String {
    """
    # HELP soat_\(name)_queue_length Database \(things) waiting for their turn.
    # TYPE soat_\(name)_queue_length gauge
    soat_\(name)_queue_length \(queue.length)
    # HELP soat_\(name)_queue_wait_seconds Time that database \(things) waited for their turn.
    # TYPE soat_\(name)_queue_wait_seconds summary
    soat_\(name)_queue_wait_seconds_sum \(queue.seconds)
    soat_\(name)_queue_wait_seconds_count \(queue.begun)

    """
  }
}

/// How many jobs are in each state.
private enum JobMeters {
  static func text(_ store: any Store) async -> String {
    // Nothing is said while the database is away: /ready says that.
    guard let counts = try? await store.read({ try JobQueue.counts($0) }) else { return "" }
    let lines = QueuedJob.State.allCases.filter { $0 != .done }.map { state in
      "soat_jobs{state=\"\(state.rawValue)\"} \(counts[state] ?? 0)"
    }
    return """
      # HELP soat_jobs Jobs of the worker by state; failed and doubtful ones wait for a person.
      # TYPE soat_jobs gauge
      \(lines.joined(separator: "\n"))

      """
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
