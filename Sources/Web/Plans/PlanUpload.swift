internal import HTTPTypes
internal import NIOPosix
internal import OfficeFiles
internal import Records
internal import Rules
internal import Store

/// A plan read from a document.
enum PlanUpload {
  /// Bytes of a document; no plan comes near this.
  static let largest = 20 << 20
  /// Scalars of its text: some thousand pages.
  static let longest = 3_000_000

  static let routes: [Route] = [
    .get(PlanPath.new, .may(.changePlans)) { call in
      let own = try await call.read { db, act in try PlanIssuer.own(db, act) }
      let filling = Filling(["unit": own.first?.fullName], call.language)
      return try call.page(page(filling, [], call))
    },
    // Room for the form around the largest file, so that one a little larger comes back to its field.
    .post(PlanPath.new, .may(.changePlans), body: .uploadUpTo(bytes: largest + (8 << 20))) {
      try await take($0)
    },
  ]

  private static func page(
    _ filling: Filling, _ candidates: [UnitLine], _ call: Call
  ) -> EditPage {
    let file = filling.file(
      "document", accept: ".docx,.pdf,.txt,.md,application/pdf,text/plain"
    ).said(call.text("plans.field.document"), hint: call.text("plans.hint.document"))
    return EditPage(
      title: call.text("plans.read"), lead: call.text("plans.readHint"),
      trail: [Crumb(href: PlanPath.all, text: call.text("plans.title"))], action: PlanPath.new,
      rows: [.one(file)] + filling.issuer(candidates), submit: call.text("plans.readGo"),
      isUpload: true, cancel: PlanPath.all)
  }

  private static func take(_ call: Call) async throws -> Reply {
    do {
      let document = try await document(call)
      let name = document.name
      return try await call.change { db, act in
        var form = call.form
        let unit = try PlanIssuer.resolve(&form, db, act)
        try form.checked()
        guard let unit else { throw Refusal.notFound }
        let plan = try Plans.draft(
          document.plan, text: document.text, name: name, for: unit, db, act)
        return PlanPath.plan(plan)
      }
    } catch Refusal.invalid(let problems) {
      let candidates = try await call.read { db, act in
        try PlanIssuer.candidates(call, db, act)
      }
      let filling = Filling(call.form.fields, problems, call.language)
      return try call.page(
        page(filling, candidates, call), status: .unprocessableContent, problems: problems)
    }
  }

  /// A document with what was read from it.
  private struct Document: Sendable {
    let name: String
    let text: String
    let plan: Plan
  }

  /// Reads the file that came, outside of any transaction and off the threads that answer requests.
  private static func document(_ call: Call) async throws -> Document {
    guard let file = call.files.first(where: { $0.field == "document" }) else {
      throw refusal("Chọn tệp kế hoạch (DOCX, PDF hoặc TXT).")
    }
    guard file.size <= largest else {
      throw refusal(
        "Tệp lớn hơn \(largest >> 20) MB. Hãy tách riêng bản kế hoạch thành một tệp nhỏ hơn.")
    }
    return try await call.site.reading.runIfActive {
      let text: String
      do throws(UnreadableFile) {
        text = try DocumentText.read(path: file.path).text
      } catch {
        throw refusal(UnreadableWords.sentence(error))
      }
      return try read(text, file.name)
    }
  }

  private static func read(_ text: String, _ name: String) throws -> Document {
    guard text.unicodeScalars.count <= longest else {
      throw refusal(
        "Văn bản quá dài để là một kế hoạch. Hãy tách riêng bản kế hoạch thành một tệp nhỏ hơn.")
    }
    let plan = PlanReader.read(text)
    guard plan.isRecognised else {
      throw refusal(
        "Không thấy kế hoạch trong tệp này: không có số ký hiệu, loại văn bản hay nhiệm vụ nào. Chọn tệp khác, hoặc soạn kế hoạch mới."
      )
    }
    return Document(name: name, text: text, plan: plan)
  }

  private static func refusal(_ sentence: Sentence) -> Refusal {
    .invalid([Problem("document", sentence)])
  }
}

/// Why a document could not be read, for those who sent it to the server.
enum UnreadableWords {
  static func sentence(_ error: UnreadableFile) -> Sentence {
    switch error {
    case .notFound, .notReadable:
      "Máy chủ không mở được tệp vừa gửi. Hãy gửi lại."
    case .empty:
      "Tệp không có chữ nào (rỗng hoặc chỉ có hình). Chọn tệp có nội dung văn bản."
    case .tooLarge(let megabytes):
      "Tệp lớn hơn \(megabytes) MB. Hãy tách riêng bản kế hoạch thành một tệp nhỏ hơn."
    case .unknownFormat:
      "Tệp không phải văn bản đọc được. Dùng tệp .docx, .pdf có lớp chữ hoặc .txt."
    case .oldWordDoc:
      "Tệp Word đời cũ (.doc) chưa đọc được. Mở bằng Word hoặc LibreOffice và lưu thành .docx."
    case .imageOnlyPdf:
      "Tệp PDF chỉ có ảnh chụp, không có lớp chữ. Nhận dạng chữ (OCR) trước, hoặc dùng bản .docx."
    case .passwordProtected:
      "Tệp được đặt mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi gửi lại."
    case .damaged:
      "Tệp bị hỏng hoặc chưa tải hết. Tải lại, hoặc mở ra và lưu thành tệp mới."
    case .zipBomb:
      "Tệp nén bung ra lớn bất thường nên không được đọc. Xin lại tệp gốc từ nơi gửi."
    case .unsafeXml:
      "Tệp Word có khai báo XML không an toàn. Mở bằng Word và lưu thành tệp .docx mới."
    case .missingTool(_, let package):
      "Máy chủ chưa đọc được PDF. Dùng bản .docx, hoặc nhờ quản trị viên cài gói \(package)."
    case .notWord:
      "Tệp không phải văn bản Word. Lưu kế hoạch thành .docx, .pdf hoặc .txt."
    case .unknownEncoding:
      "Không nhận ra bảng mã chữ Việt của tệp. Lưu lại bằng bảng mã Unicode (UTF-8)."
    case .tooDeep:
      "Tệp Word có các phần lồng nhau quá sâu. Chép nội dung sang tệp .docx mới."
    case .tookTooLong:
      "Đọc tệp PDF quá lâu nên đã dừng. In lại thành PDF mới, hoặc dùng bản .docx."
    }
  }
}
