// SPDX-License-Identifier: Apache-2.0

extension TenantVerb {
  /// Every operation of the library that is done for one tenant, by a handle of its scope or by the runtime.
  package static let operations: [TenantVerb] =
    [
      "EnforcementRuntime.scope", "EnforcementRuntime.extract", "TenantValues.get", "TenantValues.set",
      "TenantValues.delete", "TenantValues.list", "TenantFiles.read", "TenantFiles.write", "TenantFiles.delete",
      "TenantFiles.list", "TenantScopeCache.get", "TenantScopeCache.set", "TenantScopeCache.remove",
      "TenantScopeCache.value", "TenantDatabase.read", "TenantDatabase.write", "TenantDatabaseTransaction.query",
      "TenantDatabaseTransaction.run", "StatementGate.run", "TenantEvents.transaction", "TenantEvents.subscribe",
      "TenantEventStream.publish", "MemoryEventStream.publish", "MemoryEventStream.subscribe", "MemoryEventFeed.next",
      "EventTransaction.publish", "EventTransaction.value", "EventTransaction.setValue", "EventTransaction.deleteValue",
      "EventTransaction.useUpContext", "EventDelivery.finish", "EventDelivery.context", "TenantItem.open",
      "TenantItem.run", "TenantScope.item", "TenantScope.inject", "TenantScope.exchanged",
      "IdentityVerifier.authenticate",
    ].map { TenantVerb($0, .whileActive) }

  /// Operations of a scope that decide from what the scope holds, or bind it, and reach nothing that belongs to the tenant.
  ///
  /// A scope is not given for a tenant that is not served, and all that is reached through an older one refuses.
  package static let operationsOfTheScopeItself: Set<String> = [
    "TenantScope.run", "TenantSection.run", "TenantOwned.disclosed", "TenantScope.detached", "TenantFlags.evaluate",
    "TenantFlags.boolean", "TenantFlags.string",
    "TenantFlags.number", "TenantFlags.object", "TenantQuotas.admit", "TenantQuotas.peek", "TenantQuotas.handle",
    "TenantQuotas.group", "TenantQuotas.acquire", "TenantQuotas.withSlot", "TenantQuotas.effective",
    "TenantQuotas.reserve", "QuotaHandle.admit", "QuotaHandle.peek", "QuotaHandle.refund", "QuotaGroup.admit",
    "QuotaGroup.peek", "QuotaReservation.settle", "ConcurrencySlot.release", "TenantEvents.stream",
    "TenantEvents.memory", "TenantScope.database",
  ]

  /// Operations that are for no single tenant: of the runtime, of a verifier, or of the system.
  package static let operationsForNobody: Set<String> = [
    "ContextVerifier.refresh", "ContextVerifier.verify", "EnforcementRuntime.close", "EnforcementRuntime.consumer",
    "EnforcementRuntime.crossing", "EnforcementRuntime.refresh", "EnforcementRuntime.refusals",
    "EnforcementRuntime.registered", "EnforcementRuntime.run", "EnforcementRuntime.waitUntil", "EventConsumer.run",
    "EventConsumer.runOnce", "RuntimeOptions.processName", "RuntimeOptions.systemTime", "TenantInstrument.extract",
    "TenantInstrument.inject", "TenantScope.withoutPropagation",
  ]
}
