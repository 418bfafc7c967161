internal import Rules

/// Every route of units, people, imports and merges.
enum OrganisationRoutes {
  static let all: [Route] =
    UnitTreeRoutes.routes + UnitRoutes.routes + unitForms + PeopleRoutes.routes
    + HandOverRoutes.routes + HomeRoutes.routes + ImportRoutes.routes + MergeRoutes.routes
    + MergeByHandForm.routes("/units/merges/new", .changeUnits)
    + SplitForm.routes("/units/{unit}/split", .changeUnits)

  private static let unitForms: [Route] =
    NewUnitForm.routes("/units/new", .changeUnits)
    + NewUnitForm.routes("/units/{unit}/units", .changeUnits)
    + UnitChangeForm.routes("/units/{unit}/change", .changeUnits)
    + UnitCorrectionForm.routes("/units/{unit}/correction", .changeUnits)
    + UnitEndForm.routes("/units/{unit}/ending", .changeUnits)
    + UnitOngoingForm.routes("/units/{unit}/ongoing", .changeUnits)
    + UnitCodeForm.routes("/units/{unit}/codes", .changeUnits)
    + AppointmentForm.routes("/units/{unit}/office-holdings", .changeOfficeHoldings)
}
