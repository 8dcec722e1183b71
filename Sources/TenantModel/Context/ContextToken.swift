// SPDX-License-Identifier: Apache-2.0

/// A context on its way between processes: `tct1.KEY.PAYLOAD.SIGNATURE`.
///
/// The version fixes the algorithm, Ed25519, and the encoding; there is no header that could choose another. The signature
/// covers the bytes before it exactly as they were transmitted. Reading a token says nothing about who made it.
public struct ContextToken: Equatable, Sendable {
  /// The token as it was transmitted; whoever has it can act for the tenant, so it belongs in no log.
  public let text: String
  /// Which key is said to have signed it.
  public let keyID: ContextKeyID
  /// What it says.
  public let claims: ContextClaims
  /// The signature, 64 bytes.
  public let signature: [UInt8]
  /// What the signature must be of: the transmitted bytes up to the last full stop.
  public let signedBytes: [UInt8]

  /// Takes a token apart.
  ///
  /// - Parameter text: The token, nothing around it, at most 1,024 bytes.
  /// - Throws: ``ContextRefusal/malformed`` or ``ContextRefusal/tooLongLived``.
  public init(parsing text: String) throws(ContextRefusal) {
    let bytes = Array(text.utf8)
    guard bytes.count <= ContextPolicy.maximumTokenBytes else { throw .malformed }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].elementsEqual(Self.version.utf8),
      let keyID = try? ContextKeyID(parsing: String(decoding: parts[1], as: UTF8.self)),
      let payload = Base64URL.bytes(parts[2]), let signature = Base64URL.bytes(parts[3]), signature.count == 64
    else { throw .malformed }
    self.text = text
    self.keyID = keyID
    claims = try ContextClaims(payload: payload)
    self.signature = signature
    signedBytes = Array(bytes[..<(parts[3].startIndex - 1)])
  }

  /// What has to be signed for claims: the token up to its last full stop.
  ///
  /// - Parameters:
  ///   - claims: What it is to say.
  ///   - keyID: Which key signs it.
  /// - Returns: The bytes.
  public static func signedBytes(_ claims: ContextClaims, keyID: ContextKeyID) -> [UInt8] {
    Array("\(version).\(keyID).\(Base64URL.text(claims.canonicalJSON.utf8))".utf8)
  }

  /// The text of a token.
  ///
  /// - Parameters:
  ///   - signedBytes: What ``signedBytes(_:keyID:)`` returned.
  ///   - signature: The signature of it, 64 bytes.
  /// - Returns: The text.
  public static func text(_ signedBytes: [UInt8], signature: some Sequence<UInt8>) -> String {
    String(decoding: signedBytes, as: UTF8.self) + "." + Base64URL.text(signature)
  }

  /// The first part of every token.
  public static let version = "tct1"
}

extension ContextToken: CustomStringConvertible, CustomReflectable {
  /// The key and the transaction, so that a token that is printed by mistake gives nothing away.
  public var description: String { "\(Self.version).\(keyID) of transaction \(claims.transaction)" }

  /// Nothing but ``description``.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
