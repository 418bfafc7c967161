public import Hummingbird
internal import NIOCore
internal import Rules

/// The request as the server hands it over.
public struct Visit: RequestContext {
  public var coreContext: CoreRequestContextStorage
  private let channel: any Channel

  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// The other end of the connection; nil in process.
  var peer: NetworkAddress? {
    channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) }
  }

  /// Ends the connection soon: time to read the answer, and no more of a body that nobody wants.
  func endSoon() {
    let channel = channel
    channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
  }
}
