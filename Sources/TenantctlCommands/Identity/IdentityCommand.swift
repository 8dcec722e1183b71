// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `identity`.
package struct IdentityCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "identity", abstract: "Whose identity tokens are accepted, and to which tenants they lead",
    discussion: """
      An issuer is known by the public keys of its JWKS file. A map says which claim of its tokens for an audience leads
      to a tenant. 'tenantctl context issue --from-jwt' and the library then turn a token into a context.
      """,
    subcommands: [IdentityIssuerCommand.self, IdentityMapCommand.self], aliases: ["identities"])

  package init() {}
}

/// The noun `identity issuer`.
package struct IdentityIssuerCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "issuer", abstract: "The identity providers whose tokens are accepted",
    subcommands: [IdentityIssuerList.self, IdentityIssuerSet.self, IdentityIssuerUnset.self], aliases: ["issuers"])

  package init() {}
}

/// The noun `identity map`.
package struct IdentityMapCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "map", abstract: "What binds the claims of tokens to tenants",
    subcommands: [IdentityMapList.self, IdentityMapCreate.self, IdentityMapDelete.self], aliases: ["maps"])

  package init() {}
}
