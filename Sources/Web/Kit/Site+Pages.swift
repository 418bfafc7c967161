extension Site {
  /// Every page of the program, so that a test can fill each template with its page's sample.
  static let pages: [any Page.Type] = [
    CodePage.self,
    EnrolmentPage.self,
    FailurePage.self,
    FirstRunPage.self,
    OwnAccountPage.self,
    PasswordPage.self,
    RecoveryCodesPage.self,
    SecondStepPage.self,
    SecretPage.self,
    SignInPage.self,
  ]
}
