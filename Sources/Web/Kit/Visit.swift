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
}
