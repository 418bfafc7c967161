import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Evidence as programs see it.
struct EvidenceAPITests {
  private func headers(
    _ office: OfficeSite, _ role: Role, _ unit: ID<Unit>
  ) async throws -> HTTPFields {
    let account = try await office.visitor(role, unit).account
    let token = try await office.store.write { db in
      let actor = Actor(account: account, name: "máy", grants: [Grant(role: role, unit: unit)])
      return try ApiTokens.create(
        "thử", [.readDuties, .writeDuties], until: TestOffice.morning.date.adding(days: 30),
        AccountLimits.inForce(on: TestOffice.morning.date), db, TestOffice.act(actor)
      ).token.text
    }
    return [.authorization: "Bearer " + token]
  }

  private func send(
    _ office: OfficeSite, _ path: String, _ headers: HTTPFields, _ type: String? = nil,
    _ body: String? = nil
  ) async throws -> (status: Int, text: String, headers: HTTPFields) {
    var headers = headers
    headers[.contentType] = type
    let response = try await office.client.executeRequest(
      uri: "/api/v1" + path, method: body == nil ? .get : .post, headers: headers,
      body: body.map { ByteBuffer(string: $0) })
    return (response.status.code, String(buffer: response.body), response.headers)
  }

  @Test(arguments: TestOffice.engines)
  func `a program adds a file, reads it, links it and takes it off`(engine: Engine) async throws {
    try await EvidenceOffice.on(engine) { test in
      let office = test.office
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let commune = try await headers(office, .unitOfficer, office.tree.hoaLoc)
      let other = try await headers(office, .unitOfficer, office.tree.quangDien)
      let bytes = "application/octet-stream"
      let path = "/evidence?duty=\(duty)&name=so-lieu.csv&number=7/BC&issuedOn=2026-11-19"
      var keyed = commune
      keyed[.idempotencyKey] = "một lần"
      let made = try await send(office, path, keyed, bytes, "a;b\n")
      #expect(made.status == 201, "\(made.text)")
      let again = try await send(office, path, keyed, bytes, "a;b\n")
      #expect(again.text == made.text)
      let id = try #require(try await test.pieces().first).id
      #expect(try await test.pieces().count == 1)
      let one = try await send(office, "/evidence/\(id)", commune)
      #expect(
        one.text.contains("\"title\":\"so-lieu\"") && one.text.contains("\"number\":\"7/BC\""))
      let file = try await send(office, "/evidence/\(id)/file", commune)
      #expect(file.text == "a;b\n" && file.headers[.contentType] == "text/csv; charset=utf-8")
      let list = try await send(office, "/evidence?duty=\(duty)&limit=1", commune)
      #expect(list.text.contains(id.text) && !list.text.contains("\"next\""))
      for path in ["/evidence/\(id)", "/evidence/\(id)/file"] {
        #expect(try await send(office, path, other).status == 404)
      }
      for (query, field) in [
        ("?name=a.csv", "duty"), ("?duty=\(duty)&unit=\(office.tree.hoaLoc)", "duty"),
        ("?duty=\(duty)&name=a.pdf", "name"), ("?duty=x", "duty"),
        ("?duty=\(duty)&issuedOn=x", "issuedOn"), ("?unit=\(office.tree.economy)&name=", "name"),
      ] {
        let answer = try await send(
          office, "/evidence" + query, commune, bytes, field == "name" ? "<html>" : "chữ")
        #expect(answer.status == 422 && answer.text.contains("\"\(field)\""), "\(query) \(answer)")
      }
      let theirs = try await send(office, "/evidence?duty=\(duty)&name=a.csv", other, bytes, "x")
      #expect(theirs.status == 422)
      let json = "application/json"
      let removal = "/duties/\(duty)/evidence/\(id)/removal"
      #expect(try await send(office, removal, other, json, "{}").status == 404)
      #expect(try await send(office, removal, commune, json, "{}").status == 201)
      let link = "{\"evidence\":\"\(id)\",\"remark\":\"Trang 2\"}"
      #expect(try await send(office, "/duties/\(duty)/evidence", other, json, link).status == 422)
      #expect(try await send(office, "/duties/\(duty)/evidence", commune, json, link).status == 201)
      #expect(try test.arrivals().isEmpty && test.files.all().count == 2)
    }
  }
}
