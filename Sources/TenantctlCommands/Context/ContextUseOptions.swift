// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import TenantModel

/// What a context is presented for, as the service that is called knows it.
package struct ContextUseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Who is called: trust domain and class of services.", valueName: "domain/service"),
    transform: Parse.audience)
  package var audience: ContextAudience

  @Option(
    help: ArgumentHelp("The peer that the transport authenticated.", valueName: "spiffe-id"), transform: Parse.caller)
  package var peer: ContextCaller?

  @Option(
    help: ArgumentHelp("Thumbprint of the key that the holder proved to have.", valueName: "digest"),
    transform: Parse.digest)
  package var proof: ContextDigest?

  package init() {}

  /// The use that the options describe; it only reads.
  var use: ContextUse {
    var use = ContextUse(audience: audience)
    use.caller = peer
    use.confirmation = proof
    return use
  }
}
