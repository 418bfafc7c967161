extension Site {
  /// Every page of the program, so that a test can fill each template with its page's sample.
  static let pages: [any Page.Type] = [
    CodePage.self,
    EditPage.self,
    EnrolmentPage.self,
    FailurePage.self,
    FirstRunPage.self,
    HandOverPage.self,
    HomePage.self,
    ImportReportPage.self,
    ImportsPage.self,
    MergeListPage.self,
    MergeQuestionPage.self,
    MergesPage.self,
    OwnAccountPage.self,
    PasswordPage.self,
    PeoplePage.self,
    PersonSheet.self,
    RecoveryCodesPage.self,
    SecondStepPage.self,
    SecretPage.self,
    SignInPage.self,
    StalePage.self,
    UnitSheet.self,
    UnitTreePage.self,
  ]
}
