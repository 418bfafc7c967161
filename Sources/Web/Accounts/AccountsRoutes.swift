internal import Rules

/// Everybody's accounts: the list, new ones, and each one with its roles.
enum AccountsRoutes {
  static let all: [Route] =
    [
      .get(AccountsPath.all, .may(.viewAccounts)) { call in
        try call.page(try await AccountsPage.of(call))
      }
    ] + NewAccountRoutes.all + AccountRoutes.all + RoleForm.routes + InvitationRoutes.all
}
