// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// What there was in the store of a tenant that is erased, and must be nowhere in its bytes afterwards.
struct ErasureTraces {
  /// The root key, wrapped by the master key; `nil` where there was none.
  let wrappedKey: [UInt8]?
  /// What the journal said of the tenant.
  ///
  /// Others may have the same names, so it may rightly be found.
  let texts: Set<String>
}

extension Administration {
  /// Checks that what an offboarding is to write can be written and signed, and leaves nothing.
  func requireWritable(_ request: OffboardingRequest) throws {
    if let path = request.exportPath { try requireExportable(to: path, replacing: request.replacing) }
    guard let path = request.evidencePath else { return }
    _ = try NewFile(path, replacing: request.replacing, store: store.path)
    _ = try store.read { try $0.signer(with: request.requireMaster()) }
  }

  /// Finishes an erasure whose rows are gone: removes the files, scrubs the store, attests, and writes the evidence.
  ///
  /// - Parameters:
  ///   - tenant: The tenant, which is offboarded.
  ///   - request: What is to be written.
  ///   - identity: What an idempotency key stands for.
  ///   - manifest: What was exported before.
  ///   - traces: What must be nowhere; `nil` where it is not known any more, because the erasure was interrupted.
  /// - Returns: The tombstone.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantIllegalTransition`` where all is done and no evidence wanted, or
  ///   where a step fails.
  func completeErasure(
    of tenant: Tenant, _ request: OffboardingRequest, _ identity: [String], manifest: TenantExportManifest?,
    traces: ErasureTraces?
  ) throws -> Outcome<TenantOffboarding> {
    let tombstone = try store.read { try $0.tombstone(of: tenant.id, incarnation: tenant.incarnation) }
    if tombstone?.statement != nil, request.evidencePath == nil {
      throw tenant.state.illegalTransition(to: .offboarding, tenant: tenant.slug.rawValue)
    }
    guard let tombstone else { throw Self.unattested(tenant) }
    let outcome: Outcome<TenantOffboarding>
    if let text = tombstone.statement {
      let statement = try CanonicalJSON.value(ErasureStatement.self, from: text)
      outcome = try change("tenant.offboard", request: identity) { _ in
        TenantOffboarding(tenant: tenant, removedRows: 0, manifest: nil, statement: statement)
      }
    } else {
      func removeFiles() throws -> Int64 {
        try TenantFolder.remove(of: tenant.id, incarnation: tenant.incarnation, besideStore: store.path)
      }
      _ = try removeFiles()
      try request.observe(.filesRemoved)
      let scrubbed = try scrub(traces)
      try request.observe(.scrubbed)
      outcome = try change("tenant.offboard", request: identity) { writer in
        // Looked at again where no service can be in a transaction of its own: only what is so is attested.
        guard try removeFiles() == 0 else { throw Self.returned(tenant) }
        let statement = ErasureStatement(
          store: try writer.storeID(), facts: tombstone.facts, scannedBytes: scrubbed.bytes,
          isRewritten: scrubbed.isRewritten, attestedAt: writer.change.time)
        try writer.attest(statement)
        return TenantOffboarding(
          tenant: tenant, removedRows: tombstone.facts.rows.values.reduce(0, +), manifest: manifest,
          statement: statement)
      }
    }
    try request.observe(.attested)
    try writeEvidence(outcome, request)
    try request.observe(.written)
    return outcome
  }

  /// Writes the evidence, if there is to be any.
  func writeEvidence(_ outcome: Outcome<TenantOffboarding>, _ request: OffboardingRequest) throws {
    guard let path = request.evidencePath, let statement = outcome.value.statement else { return }
    try writeEvidence(statement, to: path, with: request.requireMaster(), replacing: request.replacing)
  }

  /// Takes every byte of the traces out of the file and its log.
  private func scrub(_ traces: ErasureTraces?) throws -> (bytes: Int64?, isRewritten: Bool) {
    try store.emptyLog()
    guard let traces else {
      try store.rewrite()
      return (nil, true)
    }
    let needles = (traces.wrappedKey.map { [$0] } ?? []) + traces.texts.map { Array($0.utf8) }
    let first = try store.search(needles)
    if !first.isFound { return (traces.wrappedKey == nil ? 0 : first.bytes, false) }
    // What is removed is overwritten, but pages that were once parted may hold a copy of what they gave away.
    try store.rewrite()
    guard let key = traces.wrappedKey else { return (0, true) }
    let second = try store.search([key])
    guard !second.isFound else {
      throw TenantError(
        .storeUnhealthy, "the store still holds a copy of a key that was destroyed",
        hint: "somebody put it there by other means; find out who, and destroy the file")
    }
    return (second.bytes, true)
  }

  private static func returned(_ tenant: Tenant) -> TenantError {
    TenantError(
      .storeUnhealthy, "files of tenant '\(tenant.slug)' appeared while it was erased",
      hint: "they were removed; find out who wrote them, and run the command again",
      details: ["tenant": tenant.slug.rawValue])
  }

  private static func unattested(_ tenant: Tenant) -> TenantError {
    TenantError(
      .notFound, "tenant '\(tenant.slug)' left before erasures were attested",
      hint: "its rows were removed then; there is nothing to attest", details: ["tenant": tenant.slug.rawValue])
  }
}

extension OffboardingRequest {
  fileprivate func requireMaster() throws -> MasterKeyFile {
    guard let master else {
      throw TenantError(.usage, "the evidence needs a key that signs it", hint: "name the master key")
    }
    return master
  }
}
