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
      Dừng bằng Ctrl-C hoặc SIGTERM: việc đang làm được làm xong; tín hiệu thứ hai dừng ngay.
      """)

  @Option(help: ArgumentHelp("Thư mục dữ liệu của cơ quan.", valueName: "thư-mục"))
  var database = "soat-data"
  @Option(help: ArgumentHelp("Địa chỉ mạng mà máy chủ lắng nghe.", valueName: "địa-chỉ"))
  var host = "127.0.0.1"
  @Option(help: ArgumentHelp("Cổng mà máy chủ lắng nghe; 0: máy tự chọn.", valueName: "cổng"))
  var port = 8080
  @Option(help: ArgumentHelp("Dạng của dòng ghi vận hành: text hoặc json.", valueName: "dạng"))
  var logFormat = LogFormat.text

  func print(to out: Outlet) async throws {
    guard (0...65_535).contains(port) else {
      throw CommandFailure.usage("cổng \(port) không dùng được: cần số từ 0 đến 65535.")
    }
    let office = try await OpenOffice.open(folder: database)
    do {
      try await Server(office: office, host: host, port: port, logFormat: logFormat).run()
      await office.store.close()
    } catch {
      await office.store.close()
      throw error
    }
  }
}

extension LogFormat: ExpressibleByArgument {}
