internal import NIOCore

/// Why the server cannot listen on its address.
public enum ListenFailure: Error, Equatable, Sendable {
  case addressInUse
  case notPermitted
  case unknownHost
  case other(String)

  /// Nil for an error that has nothing to do with listening.
  public init?(_ error: any Error) {
    switch error {
    case is SocketAddressError: self = .unknownHost
    case let error as IOError:
      // EADDRINUSE, EACCES and EADDRNOTAVAIL of Linux.
      switch error.errnoCode {
      case 98: self = .addressInUse
      case 13: self = .notPermitted
      case 99: self = .unknownHost
      default: self = .other(error.description)
      }
    default: return nil
    }
  }
}
