// SPDX-License-Identifier: Apache-2.0

/// Why a context is not accepted; part of the public contract.
public enum ContextRefusal: String, CaseIterable, Error, Sendable {
  // What can be told from the token alone
  case malformed
  case unknownKey = "unknown-key"
  case revokedKey = "revoked-key"
  case retiredKey = "retired-key"
  case badSignature = "bad-signature"
  case wrongIssuer = "wrong-issuer"

  // What the clock tells
  case tooLongLived = "too-long-lived"
  case notYetValid = "not-yet-valid"
  case expired

  // What the verifier knows
  case wrongAudience = "wrong-audience"
  case wrongTenant = "wrong-tenant"
  case wrongIncarnation = "wrong-incarnation"
  case staleLifecycle = "stale-lifecycle"
  case stalePlacement = "stale-placement"
  case wrongResidency = "wrong-residency"
  case missingScope = "missing-scope"
  case wrongCaller = "wrong-caller"
  case wrongConfirmation = "wrong-confirmation"

  // What is to be done with it
  case noHopsLeft = "no-hops-left"
  case widerScope = "wider-scope"
  case replayed
  case replayCacheFull = "replay-cache-full"

  /// What is wrong, as the end of a sentence.
  public var meaning: String {
    switch self {
    case .malformed: "it is not exactly of the form tct1"
    case .unknownKey: "its key is not in the key set"
    case .revokedKey: "its key was revoked"
    case .retiredKey: "its key was replaced so long ago that nothing it signed is alive"
    case .badSignature: "its signature does not belong to it"
    case .wrongIssuer: "it is not from the issuer of the key set"
    case .tooLongLived: "it is made to live longer than any context may"
    case .notYetValid: "its time has not come"
    case .expired: "its time is over"
    case .wrongAudience: "it is for another audience"
    case .wrongTenant: "it is not of the tenant that is addressed"
    case .wrongIncarnation: "it is of another incarnation of the tenant"
    case .staleLifecycle: "the tenant was suspended, resumed or offboarded since it was issued, or is not served"
    case .stalePlacement: "the tenant was moved since it was issued, or this place does not know of the move"
    case .wrongResidency: "the tenant's allowed regions were changed since it was issued"
    case .missingScope: "it is not for this purpose"
    case .wrongCaller: "it is not from the caller that the transport authenticated"
    case .wrongConfirmation: "its holder did not prove to have the key it is bound to"
    case .noHopsLeft: "it may not be passed on any more"
    case .widerScope: "it may not be exchanged for more than it permits"
    case .replayed: "it was used before"
    case .replayCacheFull: "too many single uses of the tenant are remembered to remember another one"
    }
  }

  /// What to do about it.
  public var advice: String {
    switch self {
    case .malformed: "see what it says with 'tenantctl context inspect'"
    case .unknownKey, .revokedKey, .retiredKey:
      "refresh the key set with 'tenantctl key publish', and take a new context"
    case .badSignature, .wrongIssuer: "find out who made or changed it"
    case .tooLongLived: "issue it for \(ContextPolicy.maximumLifeSeconds) seconds at most"
    case .notYetValid, .expired: "compare the clocks of issuer and verifier, or take a new context"
    case .wrongAudience: "exchange it for one with the audience of the service that is called"
    case .wrongTenant, .wrongIncarnation: "take a context of the tenant that is addressed"
    case .staleLifecycle, .stalePlacement, .wrongResidency: "take a new context"
    case .missingScope: "issue it for the purpose"
    case .wrongCaller, .wrongConfirmation: "find out who passed it on; only its holder may use it"
    case .noHopsLeft: "issue it with --hops"
    case .widerScope: "ask for purposes that it has"
    case .replayed: "take a new context for each single use"
    case .replayCacheFull: "nothing was done; try again when earlier ones are over, in a few minutes"
    }
  }

  /// The refusal as a failure that an operator or a service can act on; it never holds any part of the token.
  public var error: TenantError {
    TenantError(.contextRefused, "the context is refused: \(meaning)", hint: advice, details: ["reason": rawValue])
  }
}
