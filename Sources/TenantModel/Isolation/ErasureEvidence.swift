// SPDX-License-Identifier: Apache-2.0

/// A signed statement of what was destroyed, as it is written to a file.
///
/// The signature covers the bytes of the statement as they are transmitted; nothing is written anew to check it.
public struct ErasureEvidence: Equatable, Sendable {
  /// The key that signed.
  public let keyID: ContextKeyID
  /// Canonical JSON of the statement.
  public let payload: [UInt8]
  /// The Ed25519 signature, 64 bytes.
  public let signature: [UInt8]

  /// How large a file of evidence may be, in bytes.
  public static let maximumBytes = 1_048_576
  private static let format = "tenantctl-evidence-1"

  /// Takes the parts.
  ///
  /// - Parameters:
  ///   - keyID: The key that signed.
  ///   - payload: Canonical JSON of the statement.
  ///   - signature: The signature.
  public init(keyID: ContextKeyID, payload: [UInt8], signature: [UInt8]) {
    self.keyID = keyID
    self.payload = payload
    self.signature = signature
  }

  /// The bytes that are signed; no context begins like them.
  public var signedBytes: [UInt8] { Self.signedBytes(payload, keyID: keyID) }

  /// The bytes that are signed for a statement.
  ///
  /// - Parameters:
  ///   - payload: Canonical JSON of the statement.
  ///   - keyID: The key that signs.
  /// - Returns: The bytes.
  public static func signedBytes(_ payload: [UInt8], keyID: ContextKeyID) -> [UInt8] {
    Array("\(format)\n\(keyID)\n".utf8) + payload
  }

  /// The file's text.
  public var text: String {
    JSONValue.object([
      "format": .string(Self.format), "key": .string(keyID.rawValue), "payload": .string(Base64URL.text(payload)),
      "signature": .string(Base64URL.text(signature)),
    ]).description + "\n"
  }

  /// Reads a file's text.
  ///
  /// - Parameter text: What ``text`` wrote.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/evidenceRefused`` where it is not exactly that.
  public init(parsing text: String) throws {
    guard text.utf8.count <= Self.maximumBytes, let members = (try? JSONValue(parsing: text))?.object,
      Set(members.keys) == ["format", "key", "payload", "signature"], members["format"]?.string == Self.format,
      let key = members["key"]?.string, let keyID = try? ContextKeyID(parsing: key),
      let payloadText = members["payload"]?.string, let payload = Base64URL.bytes(Array(payloadText.utf8)),
      let signatureText = members["signature"]?.string,
      let signature = Base64URL.bytes(Array(signatureText.utf8)), signature.count == 64
    else { throw Self.refusal("it is no evidence of an erasure") }
    self.init(keyID: keyID, payload: payload, signature: signature)
  }

  /// Why evidence is not accepted.
  ///
  /// - Parameter reason: The end of a sentence.
  /// - Returns: The failure.
  public static func refusal(_ reason: String) -> TenantError {
    TenantError(.evidenceRefused, "the evidence is refused: \(reason)", hint: "ask its issuer for the original")
  }
}
