import ArgumentParser
import Foundation
import Store
import Web

/// `soat serve`: what an office runs.
struct ServeCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Chạy ứng dụng web của cơ quan.",
    discussion: """
      Lần đầu, thư mục dữ liệu được tạo ra và trang mở đầu lập tài khoản quản trị. \
      Dừng bằng Ctrl-C hoặc SIGTERM: việc đang làm được làm xong; tín hiệu thứ hai dừng ngay. \
      Mọi cài đặt: soat config list.
      """)

  @OptionGroup var place: StoreOptions
  @OptionGroup var server: ServerOptions
  @Flag(
    help: ArgumentHelp(
      "Mở một tỉnh mẫu (không có thật) trong thư mục tạm để dùng thử; in tên đăng nhập và mật khẩu."
    ))
  var sample = false

  func print(to out: Outlet) async throws {
    let office = try await sample ? SampleFolder.open(place, server) : open()
    do {
      try office.folder.emptyArrivals()
      try await Server(office: office, isSample: sample).run()
      await office.store.close()
    } catch {
      await office.store.close()
      throw error
    }
  }

  private func open() async throws -> Office {
    try await Database.open(place.settings(server.flags), making: true)
  }
}
