import Rules
import TestSupport
import Testing

@testable import Records

/// RFC 6238, appendix B, SHA-1: seconds since 1970 and the code of eight digits.
@Test(
  arguments: [
    (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
    (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
  ] as [(Int64, String)])
func `codes are those of the RFC`(seconds: Int64, expected: String) {
  let secret = Array("12345678901234567890".utf8)
  let step = OneTimeCode.step(Instant(milliseconds: seconds * 1000))
  #expect(OneTimeCode.code(secret, step: step, digits: 8) == expected)
  #expect(OneTimeCode.code(secret, step: step) == String(expected.suffix(6)))
}

/// RFC 4648, section 10, without padding.
@Test(arguments: [
  ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
  ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
])
func `base 32 is that of the RFC`(text: String, expected: String) {
  #expect(Base32.text(Array(text.utf8)) == expected)
}

@Test func `a code counts one step early and late, and never twice`() {
  let secret = Array("12345678901234567890".utf8)
  let now = TestOffice.morning
  let step = OneTimeCode.step(now)
  func match(_ offset: Int64, after last: Int64 = 0) -> Int64? {
    OneTimeCode.match(
      OneTimeCode.code(secret, step: step + offset), secret, at: now, after: last)
  }
  #expect(match(0) == step)
  #expect(match(-1) == step - 1)
  #expect(match(1) == step + 1)
  #expect(match(-2) == nil)
  #expect(match(2) == nil)
  #expect(match(0, after: step) == nil)
  #expect(match(-1, after: step) == nil)
  #expect(match(1, after: step) == step + 1)
  #expect(OneTimeCode.match("", secret, at: now, after: 0) == nil)
}

@Test func `a sealed secret opens for its own account only`() throws {
  let act = TestOffice.act()
  let (one, other): (ID<Account>, ID<Account>) = (act.newID(), act.newID())
  let secret = act.chance.bytes(20)
  var sealed = try Sealed.seal(secret, for: one, act)
  #expect(try Sealed.open(sealed, for: one, act) == secret)
  #expect(throws: (any Error).self) { try Sealed.open(sealed, for: other, act) }
  sealed[14] ^= 1
  #expect(throws: (any Error).self) { try Sealed.open(sealed, for: one, act) }
}

@Test func `a password is known again however it is typed, and nothing else is`() throws {
  let cost = PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1)
  let hash = try PasswordHash.make("nư\u{1EDB}c mắm", cost: cost, TestOffice.act().chance)
  #expect(hash.text.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
  #expect(try PasswordHash.verify("nu\u{31B}o\u{31B}\u{301}c mắm", hash))
  for wrong in ["", "nước mắm ", "nuoc mam", String(repeating: "x", count: 1_000_000)] {
    #expect(try !PasswordHash.verify(wrong, hash))
  }
  let again = try PasswordHash.make("nước mắm", cost: cost, TestOffice.act().chance)
  #expect(again != hash)
}

@Test(arguments: [
  "", "x", "$scrypt$", "$scrypt$ln=4,r=8,p=1$AAAA$AAAA", "$scrypt$ln=40,r=8,p=1$AAAA$AAAA",
  "$argon2id$v=19$AAAA$AAAA", "$scrypt$ln=,r=,p=$$", "$scrypt$ln=4$AAAA$AAAA",
])
func `what is no hash fits no password`(text: String) throws {
  #expect(try !PasswordHash.verify("", PasswordHash(stored: text)))
}

@Test func `no password fits the hash of nobody`() throws {
  let cost = PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1)
  #expect(PasswordHash.none(cost).cost == cost)
  #expect(try !PasswordHash.verify("", PasswordHash.none(cost)))
}

/// RFC 7914, section 12: the vector with N = 1024, r = 8, p = 16, its first 32 bytes.
@Test func `scrypt is that of the RFC`() throws {
  let salt = "TmFDbA"
  let key = "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI"
  let hash = PasswordHash(stored: "$scrypt$ln=10,r=8,p=16$\(salt)$\(key)")
  #expect(try PasswordHash.verify("password", hash))
}
