// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import TenantModel
import TenantStore

/// What the journal keeps of a command with an idempotency key.
struct IdempotencyRecord: Codable {
  /// Stable name of the operation.
  let operation: String
  /// SHA-256 of the operation and its request, hexadecimal; `nil` where it was forgotten with a tenant.
  let request: String?
  /// The result as canonical JSON; `nil` where it was forgotten with a tenant.
  let result: String?

  static func fingerprint(operation: String, request: some Encodable) throws -> String {
    let text = try CanonicalJSON.text(of: request)
    return Hexadecimal.text(SHA256.hash(data: Data("\(operation)\n\(text)".utf8)))
  }

  func result<Result: Decodable>(of type: Result.Type, key: String, fingerprint: String) throws -> Result {
    guard let request, let result else {
      throw TenantError(
        .idempotencyMismatch,
        "idempotency key '\(key)' was used for '\(operation)', and the result was erased with its tenant",
        hint: "use a new key", details: ["key": key, "operation": operation])
    }
    guard fingerprint == request else {
      throw TenantError(
        .idempotencyMismatch, "idempotency key '\(key)' was used for another command ('\(operation)')",
        hint: "use a new key for each different command", details: ["key": key, "operation": operation])
    }
    return try CanonicalJSON.value(type, from: result)
  }
}
