import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Duties as programs see them.
struct DutyAPITests {
  /// The headers of a program of somebody with a role.
  private func headers(
    _ office: OfficeSite, _ role: Role, _ unit: ID<Unit>,
    _ scopes: Set<TokenScope> = [.readDuties, .writeDuties]
  ) async throws -> HTTPFields {
    let account = try await office.visitor(role, unit).account
    let token = try await office.store.write { db in
      let actor = Actor(account: account, name: "máy", grants: [Grant(role: role, unit: unit)])
      return try ApiTokens.create(
        "thử", scopes, until: TestOffice.morning.date.adding(days: 30),
        AccountLimits.inForce(on: TestOffice.morning.date), db, TestOffice.act(actor)
      ).token.text
    }
    return [.authorization: "Bearer " + token, .contentType: "application/json"]
  }

  private func send(
    _ office: OfficeSite, _ path: String, _ headers: HTTPFields, _ body: String? = nil
  ) async throws -> (status: Int, text: String) {
    let response = try await office.client.executeRequest(
      uri: "/api/v1/duties" + path, method: body == nil ? .get : .post, headers: headers,
      body: body.map { ByteBuffer(string: $0) })
    return (response.status.code, String(buffer: response.body))
  }

  @Test(arguments: TestOffice.engines)
  func `a program reports, another sends back and accepts`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let commune = try await headers(office, .unitOfficer, office.tree.hoaLoc)
      let agency = try await headers(office, .standingAgency, office.tree.province)
      let list = try await send(office, "?stage=open&limit=1", commune)
      #expect(list.status == 200 && list.text.contains("\"next\""), "\(list.text)")
      for (query, field) in [("?stage=x", "stage"), ("?due=x", "due"), ("?after=x", "after")] {
        let answer = try await send(office, query, commune)
        #expect(answer.status == 422 && answer.text.contains(field), "\(query)")
      }
      func post(_ noun: String, _ headers: HTTPFields, _ body: String) async throws -> Int {
        try await send(office, "/\(duty)/" + noun, headers, body).status
      }
      #expect(try await post("report", commune, #"{"words":" ","version":1}"#) == 422)
      #expect(try await post("report", commune, #"{"words":"Xong.","version":1}"#) == 201)
      #expect(try await post("report", commune, #"{"words":"Xong.","version":1}"#) == 409)
      #expect(try await post("acceptance", commune, #"{"version":2}"#) == 403)
      #expect(try await post("return", agency, #"{"words":"Thiếu.","version":2}"#) == 201)
      #expect(try await post("report", commune, #"{"words":"Đủ.","version":3}"#) == 201)
      #expect(try await post("acceptance", agency, #"{"version":4}"#) == 201)
      let one = try await send(office, "/\(duty)", commune)
      #expect(one.text.contains("\"stage\":\"accepted\""), "\(one.text)")
      #expect(one.text.contains("\"timing\":\"onTime\""))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a program does not do what its scope or unit does not reach`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let other = try await headers(office, .unitOfficer, office.tree.quangDien)
      #expect(try await send(office, "/\(duty)", other).status == 404)
      let body = #"{"words":"Xong.","version":1}"#
      #expect(try await send(office, "/\(duty)/report", other, body).status == 404)
      let reader = try await headers(
        office, .unitOfficer, office.tree.hoaLoc, [.readDuties])
      #expect(try await send(office, "/\(duty)", reader).status == 200)
      #expect(try await send(office, "/\(duty)/report", reader, body).status == 403)
      #expect(try await office.stage(duty) == .open)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a program gives something to do, and all that can happen to it`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let (tree, commune) = (
        office.tree, try await headers(office, .unitOfficer, office.tree.hoaLoc)
      )
      let agency = try await headers(office, .standingAgency, tree.province)
      func draft(_ unit: String, due: String = "2026-12-05", role: String = "executing") -> String {
        #"{"giver":"\#(tree.province)","number":"45/TB-UBND","givenOn":"2026-11-20","text":"Báo cáo.","#
          + #""due":"\#(due)","units":[{"unit":"\#(unit)","role":"\#(role)"}]}"#
      }
      for wrong in [
        draft("x"), draft(tree.hoaLoc.text, due: "05/12/2026"), draft(tree.hoaLoc.text, role: "x"),
        #"{"giver":"x","givenOn":"2026-11-20","text":"a","due":"2026-12-05","units":[]}"#,
      ] {
        #expect(try await send(office, "", agency, wrong).status == 422, "\(wrong)")
      }
      #expect(try await send(office, "", commune, draft(tree.hoaLoc.text)).status == 403)
      let made = try await send(office, "", agency, draft(tree.hoaLoc.text))
      #expect(made.status == 201, "\(made.text)")
      let duty = try #require(made.text.firstMatch(of: /duties\/([0-9a-z]{26})/)).1
      for (noun, who, body, status) in [
        ("extension", commune, #"{"due":"x","words":"Bận.","version":1}"#, 422),
        ("extension", commune, #"{"due":"2027-01-10","words":"Bận.","version":1}"#, 201),
        ("extension-decision", commune, #"{"due":"2027-01-05","version":2}"#, 403),
        ("extension-decision", agency, #"{"version":2}"#, 422),
        ("extension-decision", agency, #"{"due":"2027-01-05","version":2}"#, 201),
        ("report", commune, #"{"words":"a","figures":[{"label":"","value":1}],"version":3}"#, 422),
        (
          "report", commune,
          #"{"words":"Xong.","figures":[{"label":"Hồ sơ","value":98.5}],"version":3}"#, 201
        ), ("report-withdrawal", commune, #"{"version":4}"#, 201),
        ("report", commune, #"{"words":"Xong.","version":5}"#, 201),
        ("acceptance", agency, #"{"version":6}"#, 201),
        ("reopening", agency, #"{"words":"Chưa đủ.","version":7}"#, 201),
      ] {
        let answer = try await send(office, "/\(duty)/" + noun, who, body)
        #expect(answer.status == status, "\(noun) \(body) \(answer.text)")
      }
      let steps = try await send(office, "/\(duty)/steps", commune)
      #expect(steps.text.contains("98.5") && steps.text.contains("takeBack"), "\(steps.text)")
      let list = try await send(office, "?source=directive", commune)
      #expect(list.text.contains(duty))
      #expect(try await send(office, "?source=plan", commune).status == 422)
    }
  }
}
