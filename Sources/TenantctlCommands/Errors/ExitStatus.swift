// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// The program's exit statuses; part of the public contract.
package enum ExitStatus: Int32, CaseIterable, Sendable {
  case success = 0
  case failure = 1
  case usage = 2
  case notFound = 3
  case conflict = 4
  case denied = 5
  case invalid = 6
  case busy = 7
  case storeUnavailable = 8
  case partial = 9
  case changesPending = 10

  /// When the program ends with this status.
  package var meaning: String {
    switch self {
    case .success: "success; also nothing to do, unchanged, empty list"
    case .failure: "unexpected fault, or a declined prompt"
    case .usage: "unknown command or option, bad spelling of a value, missing confirmation"
    case .notFound: "a named thing does not exist"
    case .conflict: "exists already, stale --if-version, or in use elsewhere"
    case .denied: "a decision is no: not allowed, no capacity, no residency, no room in a quota"
    case .invalid: "content of a file or value violates a rule of the domain"
    case .busy: "the store is locked by another process; try again"
    case .storeUnavailable: "the store is missing, damaged, foreign, read-only, full, or of another version"
    case .partial: "some items of a batch failed with --keep-going"
    case .changesPending: "only with --exit-code, and for differences"
    }
  }

  /// The status that a failure ends the program with.
  package init(_ code: TenantErrorCode) {
    self =
      switch code {
      case .usage, .confirmationRequired: .usage
      case .aborted, .internalFault, .fileUnreadable, .fileUnwritable, .runtimeClosed, .masterKeyUnusable:
        .failure
      case .notFound, .tenantNotFound, .tierNotFound, .poolNotFound, .instanceNotFound, .migrationNotFound,
        .quotaNotFound, .flagNotFound, .meterUnknown, .costRuleNotFound, .costNotAttributed,
        .keyNotFound, .subscriptionNotFound, .grantNotFound:
        .notFound
      case .storeExists, .fileExists, .alreadyExists, .versionMismatch, .inUse, .idempotencyMismatch, .tenantExists,
        .tenantSlugTaken, .tenantExternalIDTaken, .tenantIllegalTransition, .usageConflict:
        .conflict
      case .tenantInactive, .placementImpossible, .residencyViolation, .capacityExceeded, .migrationRefused,
        .limitExceeded, .contextRefused, .contextMissing, .isolationViolation, .identityRefused, .sealRefused,
        .tenantHeld, .eventRefused, .eventBacklogFull:
        .denied
      case .invalidValue, .invalidRow, .overflow, .flagCycle, .flagUnknownVariant, .flagTypeMismatch,
        .currencyMismatch, .journalBroken, .evidenceRefused, .isolationBroken, .usageMismatch, .databaseRefused:
        .invalid
      case .storeBusy: .busy
      case .storeMissing, .storeCorrupt, .storeForeign, .storeNewer, .storeOlder, .storeReadOnly, .storeFull, .storeIO,
        .storeUnhealthy:
        .storeUnavailable
      case .partial: .partial
      }
  }
}

/// Ends a command that has said everything already.
struct EarlyExit: Error {
  let status: ExitStatus
}
