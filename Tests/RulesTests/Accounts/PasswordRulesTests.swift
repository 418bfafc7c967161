import Rules
import Testing

private let limits = AccountLimits.inForce(on: CivilDate(dayNumber: 20_777))

private func problems(_ password: String, hasSecondFactor: Bool = false) -> [Problem] {
  PasswordRules.problems(
    password, login: "hoa.nguyen", name: "Nguyễn Thị Hòa", hasSecondFactor: hasSecondFactor, limits)
}

@Test(arguments: [
  "trâu vàng uống nước", "bốn con gà mái!", "tuyet-roi-mua-he", "Zx9!qLm27$wpTa",
  "sông Đà nước lên", "🐃🐃🌾 đồng xanh bát ngát",
])
func `a long password of several words is good`(password: String) {
  #expect(problems(password).isEmpty)
}

@Test(arguments: [
  "", "ngắn", "mười ba ký tự",
  "matkhau1234567", "Mật khẩu 2026!!", "Password@123456", "MatKhauMatKhau", "12345678901234",
  "qwertyuiopasdfghjkl", "aaaaaaaaaaaaaaaa", "123123123123123", "abcabcabcabcabc",
  "98765432109876", "abcdefghijklmnop", "Nguyễn Thị Hòa 1990", "nguyenthihoa-1990",
  "xin hoa.nguyen vào", "P@ssw0rd!!!!!!!!", "toiyeuvietnam2026",
])
func `a short, common or named password is refused`(password: String) {
  #expect(problems(password).count == 1)
}

@Test func `eight letters are enough beside a second factor, seven are not`() {
  #expect(problems("zx9!qlmw", hasSecondFactor: true).isEmpty)
  #expect(problems("zx9!qlm", hasSecondFactor: true).count == 1)
  #expect(problems("zx9!qlmw", hasSecondFactor: false).count == 1)
}

@Test func `fourteen letters are counted as people see them`() {
  #expect(problems("sông Đà nước l").isEmpty)
  #expect(problems("sông Đà nước").count == 1)
  // The same twelve letters with their marks typed apart are no longer.
  #expect(problems("so\u{302}ng Đa\u{300} nu\u{31b}o\u{31b}\u{301}c").count == 1)
}

@Test func `a password of two hundred letters is the longest`() {
  let long = String(repeating: "trâu vàng uống nước ", count: 10)
  #expect(problems(String(long.dropLast()) + "!").isEmpty)
  #expect(problems(long + "!").count == 1)
  #expect(problems(String(repeating: "x", count: 5_000_000)).count == 1)
}

@Test func `however it is typed, a password is one text`() {
  let composed = PasswordRules.normalised("nư\u{1EDB}c")
  let apart = PasswordRules.normalised("nu\u{31B}o\u{31B}\u{301}c")
  #expect(Array(composed.utf8) == Array(apart.utf8))
}

@Test func `every number stands in the data with its source`() {
  #expect(AccountLimits.problems.isEmpty)
  #expect(limits.wrongAttempts == 5)
  #expect(limits.idleMinutes == 15)
  #expect(limits.administratorIdleMinutes == 5)
  #expect(limits.passwordLength == 14)
  #expect(limits.passwordLengthWithSecondFactor == 8)
  #expect(limits.idleDays == 45)
  for name in AccountLimits.names {
    #expect((limits[name] ?? 0) > 0, "\(name)")
    #expect(AccountLimits.reference(of: name, on: CivilDate(dayNumber: 20_777)) != nil)
  }
}

@Test func `an office's own number takes the place of the law's`() {
  var own = limits
  own["idleMinutes"] = 10
  #expect(own.idleMinutes == 10)
  own["noSuchNumber"] = 1
  #expect(own["noSuchNumber"] == nil)
}

@Test(arguments: [(1, 15), (2, 30), (3, 60), (7, 960), (8, 1440), (5000, 1440)])
func `each lock is twice as long, up to a day`(count: Int, minutes: Int) {
  #expect(limits.lockMinutes(forLock: count) == minutes)
}

@Test(arguments: [
  ("hoa.nguyen", "hoa.nguyen"), (" Hoa.Nguyen ", "hoa.nguyen"), ("a1@x", "a1@x"),
  ("ab", nil), ("hòa", nil), ("hoa nguyen", nil), (".hoa", nil), ("hoa\u{200D}x", nil),
  ("hоa.nguyen", nil), ("", nil), ("hoa/../x", nil), ("hoa\n", nil),
])
func `a login is plain letters`(typed: String, expected: String?) {
  #expect(Login(typed)?.text == expected)
}
