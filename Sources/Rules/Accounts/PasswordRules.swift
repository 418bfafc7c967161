internal import Yams

// The standard library composes text for its own comparisons; Foundation, which would do it too, is kept out of here.
@_spi(_Unicode) import Swift

/// Which passwords are good enough: length by TCVN 14423:2026 (see `account-limits.yaml`), and not one that
/// anybody would try first.
public enum PasswordRules {
  /// One text for all ways of typing it: Unicode's composed form (NFC).
  public static func normalised(_ password: String) -> String {
    String(String.UnicodeScalarView(password._nfc))
  }

  /// What is wrong with a password for `login` of the person `name`; empty where nothing is.
  public static func problems(
    _ password: String, login: String, name: String, hasSecondFactor: Bool,
    _ limits: AccountLimits, field: String = "password"
  ) -> [Problem] {
    // Bytes first: counting the letters of a text of many megabytes is work that anybody could order.
    guard password.utf8.count <= limits.longestPassword * 8,
      normalised(password).count <= limits.longestPassword
    else {
      return [Problem(field, "Mật khẩu dài quá \(limits.longestPassword) ký tự. Hãy rút ngắn lại.")]
    }
    let shortest = shortestLength(hasSecondFactor: hasSecondFactor, limits)
    if normalised(password).count < shortest {
      return [Problem(field, tooShort(shortest, hasSecondFactor: hasSecondFactor, limits))]
    }
    let plain = folded(password)
    if isCommon(plain) || isMonotonous(plain) {
      return [
        Problem(
          field,
          "Mật khẩu này nằm trong số những mật khẩu dễ đoán nhất. Hãy ghép nhiều từ không liên quan."
        )
      ]
    }
    if holds(plain, login) || holds(plain, name) {
      return [
        Problem(field, "Mật khẩu chứa tên đăng nhập hoặc họ tên. Hãy chọn mật khẩu không chứa tên.")
      ]
    }
    return []
  }

  public static func shortestLength(hasSecondFactor: Bool, _ limits: AccountLimits) -> Int {
    hasSecondFactor ? limits.passwordLengthWithSecondFactor : limits.passwordLength
  }

  /// Whether a password is long enough for an account without second factor.
  public static func isLong(_ password: String, _ limits: AccountLimits) -> Bool {
    normalised(password).count >= limits.passwordLength
  }

  private static func tooShort(_ shortest: Int, hasSecondFactor: Bool, _ limits: AccountLimits)
    -> Sentence
  {
    hasSecondFactor
      ? "Mật khẩu phải có ít nhất \(shortest) ký tự (TCVN 14423:2026)."
      : "Mật khẩu phải có ít nhất \(shortest) ký tự khi tài khoản chưa bật xác thực hai lớp "
        + "(TCVN 14423:2026). Một câu ngắn dễ nhớ là cách tốt."
  }

  /// Small letters without marks: what stays when somebody types without an input method.
  static func folded(_ text: String) -> String {
    var result = ""
    for scalar in text.lowercased()._nfd where scalar.properties.generalCategory != .nonspacingMark
    {
      result.unicodeScalars.append(scalar == "đ" ? "d" : scalar)
    }
    return result
  }

  /// A common password, also with digits and signs put around it ("Matkhau@123456"), or twice the same.
  private static func isCommon(_ plain: String) -> Bool {
    if common.contains(plain) { return true }
    let letters = Array(plain)
    let isLetter = { (letter: Character) in letter.isLetter }
    guard let first = letters.firstIndex(where: isLetter),
      let last = letters.lastIndex(where: isLetter)
    else { return false }
    let core = letters[first...last]
    return common.contains(String(core.filter(\.isLetter))) || common.contains(String(core))
  }

  /// One piece over and over ("aaaa…", "123123…"), or a run of neighbours ("abcdef…", "987654…").
  private static func isMonotonous(_ plain: String) -> Bool {
    let letters = Array(plain.unicodeScalars)
    guard letters.count > 1 else { return true }
    for length in 1...6 where length < letters.count {
      if letters.indices.dropFirst(length).allSatisfy({ letters[$0] == letters[$0 - length] }) {
        return true
      }
    }
    let steps = zip(letters.dropFirst(), letters).map { Int($0.value) - Int($1.value) }
    let isDigits = letters.allSatisfy { ("0"..."9").contains($0) }
    // Digits go round: 8, 9, 0, 1 and 1, 0, 9, 8.
    let isDigitRun =
      isDigits
      && (steps.allSatisfy { [1, -9].contains($0) } || steps.allSatisfy { [-1, 9].contains($0) })
    return isDigitRun || steps.allSatisfy { $0 == 1 } || steps.allSatisfy { $0 == -1 }
  }

  /// Whether a name of at least four letters stands in the password, with or without its blanks.
  private static func holds(_ plain: String, _ name: String) -> Bool {
    let name = folded(name)
    let joined = name.filter { $0 != " " }
    return joined.count >= 4
      && (plain.contains(name) || plain.filter { $0 != " " }.contains(joined))
  }

  private static let common: Set<String> = {
    let lists = ["english", "vietnamese", "keyboard"].compactMap {
      EmbeddedData.yaml("common-passwords.yaml").field($0)?.sequence
    }
    return Set(lists.flatMap { $0.compactMap { $0.scalar?.string } })
  }()
}
