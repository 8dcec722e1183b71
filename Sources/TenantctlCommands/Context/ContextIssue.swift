// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantIdentity
import TenantModel

/// `context issue`.
package struct ContextIssue: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "issue", abstract: "Issue a context: a signed token with which a service acts for one tenant",
    discussion: """
      The token goes to standard output; with --quiet nothing else does. Whoever has it can act for the tenant until it is
      over, so hand it on and keep it nowhere. It names the tenant's epochs: after a suspension it is refused, however long
      it still had.

      With --from-jwt the tenant is the one to which an identity token leads, and the subject a pseudonym of its subject;
      see 'tenantctl identity'. A token that is refused is told so without the reason; the journal has it.

      The journal says who was given a context, and for whom and what, but not the token; a store that cannot be written to
      issues none. A dry run checks everything and prints no token.

      Examples:
        tenantctl context issue acme --audience prod.example/orders --subject system:nightly --purpose orders.read
        tenantctl context issue acme --audience prod.example/edge --subject u-17 --purpose a --purpose b --hops 2 --quiet
        tenantctl context issue --from-jwt token.jwt --audience prod.example/edge --purpose orders.read --quiet
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(
    help: ArgumentHelp("File that holds an identity token instead; '-' is standard input.", valueName: "file"),
    completion: .file())
  var fromJwt: String?

  @Option(
    help: ArgumentHelp("Who may accept it: trust domain and class of services.", valueName: "domain/service"),
    transform: Parse.audience)
  var audience: ContextAudience

  @Option(
    help: ArgumentHelp("On whose behalf: a pseudonym, or system:NAME.", valueName: "principal"),
    transform: Parse.principal)
  var subject: ContextPrincipal?

  @Option(
    name: .customLong("purpose"),
    help: ArgumentHelp("What for, like orders.write; repeatable, up to 16.", valueName: "purpose"),
    transform: Parse.purpose)
  var purposes: [ContextPurpose]

  @Option(help: ArgumentHelp("How long it lives, 1 to 300 seconds; 60 by default.", valueName: "seconds"))
  var life: Int64 = ContextPolicy.defaultLifeSeconds

  @Option(help: ArgumentHelp("How many times it may be exchanged, 0 to 16; 0 by default.", valueName: "n"))
  var hops: Int64 = 0

  @Option(
    help: ArgumentHelp("The only caller who may use it, as the transport authenticates it.", valueName: "spiffe-id"),
    transform: Parse.caller)
  var caller: ContextCaller?

  @Option(
    help: ArgumentHelp("Thumbprint of the key that its holder must prove to have.", valueName: "digest"),
    transform: Parse.digest)
  var bindTo: ContextDigest?

  @Option(
    help: ArgumentHelp("The chain of calls it belongs to; a new one by default.", valueName: "hex"),
    transform: Parse.transaction)
  var transaction: ContextTransaction?

  @OptionGroup var masterKey: MasterKeyOptions
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if purposes.isEmpty { throw ValidationError("at least one --purpose is needed") }
    guard (tenant == nil) != (fromJwt == nil) else { throw ValidationError("give either a tenant or --from-jwt") }
    guard (subject == nil) == (tenant == nil) else {
      throw ValidationError("--subject is needed with a tenant, and comes from the token with --from-jwt")
    }
    if change.idempotencyKey != nil { throw ValidationError("--idempotency-key is for changes that the journal keeps") }
  }

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let master = try context.masterKey(masterKey)
    if let tenant, let subject {
      let token = try administration.issueContext(request(tenant, subject), with: master)
      return try show(token, context)
    }
    let (text, directory) = try (context.token(fromJwt ?? "-"), administration.identityDirectory())
    let claims = Waiting.value { await IdentityVerifier.result(of: text, by: directory) }
    let token = try administration.issueContext(for: claims, with: master) { request($0, $1) }
    try show(token, context)
  }

  /// Hands the token on, unless it was only asked whether there would be one: then the journal knows of none.
  private func show(_ token: ContextToken, _ context: CommandContext) throws {
    guard change.dryRun else { return try context.show(IssuedContext(token: token)) }
    context.say("(dry run) would have issued a context")
    if change.exitCode { throw EarlyExit(status: .changesPending) }
  }

  private func request(_ tenant: TenantSelector, _ subject: ContextPrincipal) -> ContextRequest {
    var request = ContextRequest(tenant: tenant, audience: audience, subject: subject, purposes: purposes)
    request.lifeSeconds = life
    request.hops = hops
    request.caller = caller
    request.confirmation = bindTo
    request.transaction = transaction
    return request
  }
}
