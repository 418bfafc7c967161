internal import NIOCore

/// Ends a connection whose other end asks and does not read: an answer that cannot be sent for too long is given up.
final class Patience: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny
  typealias InboundOut = NIOAny
  typealias OutboundIn = NIOAny
  typealias OutboundOut = NIOAny

  private let seconds: Int
  private var ending: Scheduled<Void>?

  init(seconds: Int) { self.seconds = seconds }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    ending?.cancel()
    ending = nil
    if !context.channel.isWritable {
      let channel = context.channel
      ending = context.eventLoop.scheduleTask(in: .seconds(Int64(seconds))) {
        channel.close(promise: nil)
      }
    }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    ending?.cancel()
    context.fireChannelInactive()
  }
}
