// SPDX-License-Identifier: Apache-2.0

/// Stable identifiers of everything that can go wrong; part of the public contract.
public enum TenantErrorCode: String, CaseIterable, Codable, Sendable {
  // Words of the command line
  case usage = "usage"
  case confirmationRequired = "confirmation.required"
  case aborted = "aborted"
  case internalFault = "internal"

  // The store
  case storeMissing = "store.missing"
  case storeExists = "store.exists"
  case storeCorrupt = "store.corrupt"
  case storeForeign = "store.foreign"
  case storeNewer = "store.newer_schema"
  case storeOlder = "store.older_schema"
  case storeReadOnly = "store.read_only"
  case storeBusy = "store.busy"
  case storeFull = "store.full"
  case storeIO = "store.io"
  case storeUnhealthy = "store.unhealthy"

  // Files in and out
  case fileUnreadable = "file.unreadable"
  case fileUnwritable = "file.unwritable"
  case fileExists = "file.exists"

  // Any kind of object
  case notFound = "not_found"
  case alreadyExists = "already_exists"
  case versionMismatch = "version.mismatch"
  case inUse = "in_use"
  case invalidValue = "invalid_value"
  case invalidRow = "invalid_row"
  case overflow = "overflow"
  case partial = "partial"
  case idempotencyMismatch = "idempotency.mismatch"
  case journalBroken = "journal.broken"

  // Tenants
  case tenantNotFound = "tenant.not_found"
  case tenantExists = "tenant.exists"
  case tenantSlugTaken = "tenant.slug_taken"
  case tenantExternalIDTaken = "tenant.external_id_taken"
  case tenantIllegalTransition = "tenant.illegal_transition"
  case tenantInactive = "tenant.inactive"
  case tierNotFound = "tier.not_found"

  // Placement
  case poolNotFound = "pool.not_found"
  case instanceNotFound = "instance.not_found"
  case placementImpossible = "placement.impossible"
  case residencyViolation = "placement.residency"
  case capacityExceeded = "placement.capacity"
  case migrationNotFound = "migration.not_found"
  case migrationRefused = "migration.refused"

  // Quotas and flags
  case quotaNotFound = "quota.not_found"
  case limitExceeded = "quota.exceeded"
  case runtimeClosed = "runtime.closed"
  case flagNotFound = "flag.not_found"
  case flagCycle = "flag.cycle"
  case flagUnknownVariant = "flag.unknown_variant"
  case flagTypeMismatch = "flag.type_mismatch"

  // Context
  case contextRefused = "context.refused"
  case contextMissing = "context.missing"
  case isolationViolation = "isolation.violation"
  case identityRefused = "identity.refused"
  case keyNotFound = "key.not_found"
  case masterKeyUnusable = "key.master_unusable"

  // Events
  case eventRefused = "event.refused"
  case eventBacklogFull = "event.backlog_full"
  case subscriptionNotFound = "subscription.not_found"
  case grantNotFound = "grant.not_found"

  // Isolation
  case sealRefused = "seal.refused"
  case databaseRefused = "database.refused"
  case tenantHeld = "tenant.held"
  case evidenceRefused = "evidence.refused"
  case isolationBroken = "isolation.broken"

  // Usage and cost
  case usageConflict = "usage.conflict"
  case usageMismatch = "usage.mismatch"
  case meterUnknown = "usage.unknown_meter"
  case costRuleNotFound = "cost.rule_not_found"
  case costNotAttributed = "cost.not_attributed"
  case currencyMismatch = "cost.currency_mismatch"
}
