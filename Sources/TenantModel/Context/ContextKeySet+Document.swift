// SPDX-License-Identifier: Apache-2.0

extension ContextKeySet {
  /// How large a published set may be, in bytes.
  public static let maximumDocumentBytes = 65_536

  /// The set as it is published: a JSON Web Key Set (RFC 7517, RFC 8037) with the issuer, the epoch and the states beside.
  public var document: JSONValue {
    .object([
      "epoch": JSONValue(epoch), "issuer": .string(issuer.rawValue),
      "keys": .array(
        keys.map { key in
          .object([
            "alg": .string("EdDSA"), "crv": .string("Ed25519"), "kid": .string(key.id.rawValue), "kty": .string("OKP"),
            "since": .string(key.since.description), "state": .string(key.state.rawValue), "use": .string("sig"),
            "x": .string(key.publicKey.rawValue),
          ])
        }),
      "version": JSONValue(1),
    ])
  }

  /// Reads a published set.
  ///
  /// - Parameter text: What ``document`` wrote, at most 65,536 bytes.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where it is not exactly such a set.
  public init(document text: String) throws {
    guard text.utf8.count <= Self.maximumDocumentBytes else { throw Self.fault("it is larger than 64 KiB") }
    let document = try JSONValue(parsing: text)
    let members = try Self.members(document, ["epoch", "issuer", "keys", "version"])
    guard members["version"]?.number == "1" else { throw Self.fault("its version is not 1") }
    guard let digits = members["epoch"]?.number, let epoch = Int64(digits), epoch >= 0 else {
      throw Self.fault("its epoch is not a whole number")
    }
    guard let issuer = members["issuer"]?.string, let keys = members["keys"]?.array else {
      throw Self.fault("issuer or keys are missing")
    }
    self.init(issuer: try ContextIssuer(parsing: issuer), epoch: epoch, keys: try keys.map(Self.key))
    guard Set(self.keys.map(\.id)).count == keys.count else { throw Self.fault("a key is in it twice") }
  }

  private static func key(_ value: JSONValue) throws -> ContextKey {
    let members = try members(value, ["alg", "crv", "kid", "kty", "since", "state", "use", "x"])
    func text(_ name: String) -> String { members[name]?.string ?? "" }
    guard text("alg") == "EdDSA", text("crv") == "Ed25519", text("kty") == "OKP", text("use") == "sig" else {
      throw fault("a key is not for signing with Ed25519")
    }
    guard let state = ContextKeyState(rawValue: text("state")) else { throw fault("a key has no known state") }
    return ContextKey(
      id: try ContextKeyID(parsing: text("kid")), publicKey: try ContextDigest(parsing: text("x")), state: state,
      since: try Timestamp(parsing: text("since")))
  }

  private static func members(_ value: JSONValue, _ names: Set<String>) throws -> [String: JSONValue] {
    guard let members = value.object, Set(members.keys) == names else {
      throw fault("its fields are not those of a key set")
    }
    return members
  }

  private static func fault(_ what: String) -> TenantError {
    TenantError(.invalidValue, "this is no published key set: \(what)", hint: "write it with 'tenantctl key publish'")
  }
}
