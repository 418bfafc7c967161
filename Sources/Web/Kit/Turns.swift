internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Keeps order on a connection: a request is handed on when the answer to the one before it is out, and after an
/// answer that says `Connection: close` none is any more, so that nothing is carried out that nobody hears of.
///
/// After the last answer only the way out is closed. The other end may still be sending what nobody wants; it is
/// read and thrown away for a while, because a connection closed on unread bytes takes the answer with it.
final class Turns: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private enum Waiting {
    case part(HTTPRequestPart)
    /// The other end has sent its last byte.
    case end(ChannelEvent)
  }

  /// Seconds that the other end has for reading an answer to a request that came whole.
  private static let farewell = 2

  private let patience: Int
  private var waiting = CircularBuffer<Waiting>()
  /// A request is being answered.
  private var isAnswering = false
  /// The request's body has not come to its end.
  private var isArriving = false
  private var isReadHeld = false
  private var isStopping = false
  private var isLast = false
  private var isOver = false
  private var ending: Scheduled<Void>?

  /// `patience`: seconds that a body which is not wanted may go on coming.
  init(patience: Int) { self.patience = patience }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    if isOver {
      if case .end = part { isArriving = false }
    } else if waiting.isEmpty, !mustWait(part) {
      handOn(part, context)
    } else {
      waiting.append(.part(part))
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    if isOver { context.read() }
  }

  /// What waits already is enough; the socket keeps the rest.
  func read(context: ChannelHandlerContext) {
    if waiting.isEmpty { context.read() } else { isReadHeld = true }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ChannelShouldQuiesceEvent: stop(context)
    case let event as ChannelEvent where event == .inputClosed && !waiting.isEmpty:
      waiting.append(.end(event))
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head):
      isLast = head.headerFields[.connection] == "close"
      context.write(data, promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      isAnswering = false
      if isLast || isStopping {
        finish(data, promise, context)
      } else {
        context.write(data, promise: promise)
        handOnNext(context)
      }
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    ending?.cancel()
    context.fireChannelInactive()
  }

  private func mustWait(_ part: HTTPRequestPart) -> Bool {
    guard case .head = part else { return false }
    return isAnswering
  }

  private func handOn(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
    switch part {
    case .head:
      isAnswering = true
      isArriving = true
    case .body: break
    case .end: isArriving = false
    }
    context.fireChannelRead(wrapInboundOut(part))
  }

  private func handOnNext(_ context: ChannelHandlerContext) {
    guard !waiting.isEmpty else { return }
    while case .part(let part)? = waiting.first, !mustWait(part) {
      waiting.removeFirst()
      handOn(part, context)
    }
    context.fireChannelReadComplete()
    if case .end(let event)? = waiting.first {
      waiting.removeFirst()
      context.fireUserInboundEventTriggered(event)
    }
    if waiting.isEmpty, isReadHeld {
      isReadHeld = false
      context.read()
    }
  }

  /// The server stops: an answer under way is the last; a connection without one is of no use.
  private func stop(_ context: ChannelHandlerContext) {
    isStopping = true
    if isOver {
      close(context, in: Turns.farewell)
    } else if !isAnswering {
      context.close(promise: nil)
    }
  }

  private func finish(
    _ data: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext
  ) {
    isOver = true
    waiting.removeAll()
    let written = promise ?? context.eventLoop.makePromise()
    let channel = context.channel
    written.futureResult.whenComplete { _ in channel.close(mode: .output, promise: nil) }
    context.writeAndFlush(data, promise: written)
    close(context, in: isArriving && !isStopping ? patience : Turns.farewell)
    context.read()
  }

  private func close(_ context: ChannelHandlerContext, in seconds: Int) {
    ending?.cancel()
    let channel = context.channel
    ending = context.eventLoop.scheduleTask(in: .seconds(Int64(seconds))) {
      channel.close(promise: nil)
    }
  }
}
