// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension TenantErrorCode {
  /// When the failure happens and what to do about it; both without a full stop.
  var explanation: (meaning: String, advice: String) {
    switch self {
    case .usage:
      ("unknown command or option, or a word that cannot be read", "run the command with --help to see what it takes")
    case .confirmationRequired:
      (
        "a question has to be answered and nobody can be asked",
        "answer it beforehand with --yes, or with --confirm and the name where much would be lost"
      )
    case .aborted: ("the question was answered with no", "nothing was changed; run the command again to go on")
    case .internalFault:
      (
        "the program met something that must not happen",
        "nothing was changed; report it together with the output of 'tenantctl doctor --report'"
      )
    case .storeMissing:
      ("there is no store where one is looked for", "name it with --store, or create one with 'tenantctl init'")
    case .storeExists: ("a store was to be created where something is already", "choose another path")
    case .storeCorrupt:
      (
        "the store's content is damaged or contradicts itself",
        "stop the services that use it, run 'tenantctl doctor' and restore a backup with 'tenantctl restore'"
      )
    case .storeForeign: ("the file is not a store of this program", "name the store's file with --store")
    case .storeNewer:
      ("the store or a file was written by a newer version of the program", "use that version or a newer one")
    case .storeOlder:
      (
        "the store was written by an older version of the program",
        "run 'tenantctl upgrade', which takes a backup first"
      )
    case .storeReadOnly:
      ("the store may not be written", "check the permissions of the file, of its folder and of the file system")
    case .storeBusy:
      (
        "another process held the store's lock for longer than --busy-timeout",
        "nothing was changed; run the command again"
      )
    case .storeFull: ("no space is left for the store", "nothing was changed; free space and run the command again")
    case .storeIO: ("the disk failed to read or write the store", "check the disk and the file's folder")
    case .storeUnhealthy:
      ("a check of 'tenantctl doctor' failed", "do what the finding advises, the errors before the warnings")
    case .fileUnreadable: ("a file named on the command line cannot be read", "check its path and permissions")
    case .fileUnwritable:
      ("a file or standard output cannot be written", "check the path, the permissions and the space on the disk")
    case .fileExists: ("a file was to be written that exists", "name another file, or add --force to replace it")
    case .notFound: ("a named thing does not exist", "list the things of that kind to see the existing ones")
    case .alreadyExists:
      (
        "a thing of that name exists, or has been taken in before",
        "choose another name, or accept it with --if-not-exists"
      )
    case .versionMismatch:
      (
        "somebody changed the thing since its version was read, so --if-version does not hold",
        "read it again and decide again"
      )
    case .inUse: ("the thing is needed by others", "change those that the message names first")
    case .invalidValue: ("a value breaks a rule of its kind", "correct it as the message says")
    case .invalidRow:
      (
        "a row of a file cannot be taken",
        "correct the line that is named, or take the others with --keep-going; without it nothing was changed"
      )
    case .overflow: ("a number is beyond what can be counted exactly", "use a smaller one")
    case .partial:
      ("some items of a batch failed with --keep-going", "the results name each failed one; correct and repeat those")
    case .idempotencyMismatch:
      ("the idempotency key was used for another command", "use a new key for each command that is meant to act")
    case .journalBroken:
      (
        "a row of the journal was edited, removed or reordered",
        "keep the store as evidence, find out who could write to the file, and restore a backup"
      )
    case .tenantNotFound: ("no such tenant", "run 'tenantctl tenant list' to see the existing ones")
    case .tenantExists:
      ("a tenant with that slug exists", "choose another slug, or accept the tenant as it is with --if-not-exists")
    case .tenantSlugTaken:
      ("the slug is or was another tenant's", "choose another slug; one is never reused for another tenant's data")
    case .tenantExternalIDTaken:
      ("the external id belongs to another tenant", "remove it there first, or correct it here")
    case .tenantIllegalTransition:
      ("a tenant in this state cannot go to that one", "take one of the steps that the message names")
    case .tenantInactive:
      ("the tenant is suspended or has left", "resume it with 'tenantctl tenant resume' first, or leave it out")
    case .tierNotFound: ("no such tier", "run 'tenantctl tier list' to see the existing ones")
    case .poolNotFound: ("no such pool", "run 'tenantctl pool list' to see the existing ones")
    case .instanceNotFound: ("no such instance in the pool", "run 'tenantctl instance list' to see the existing ones")
    case .placementImpossible:
      (
        "no pool can take the tenant",
        "'tenantctl placement explain' says for each pool why not; create one or make room"
      )
    case .residencyViolation:
      (
        "the tenant's data would leave its allowed regions",
        "choose a pool in an allowed region, or change the tenant's regions first"
      )
    case .capacityExceeded: ("the pool has no room for the tenant", "choose another pool, or raise the capacity")
    case .migrationNotFound: ("no such migration", "run 'tenantctl migration list' to see all")
    case .migrationRefused: ("the tenant cannot be moved as asked", "do what the message names first")
    case .quotaNotFound: ("no such quota", "run 'tenantctl quota list' to see the existing ones")
    case .limitExceeded:
      ("a quota has no room for the request", "'tenantctl quota explain' says why, and when there is room again")
    case .runtimeClosed:
      ("a service asks a runtime that it has closed", "keep the runtime open for as long as requests are served")
    case .flagNotFound: ("no such flag", "run 'tenantctl flag list' to see the existing ones")
    case .flagCycle: ("the prerequisites of flags would lead back to themselves", "drop one of those that are named")
    case .flagUnknownVariant: ("a variant is named that the flag does not have", "name one of the flag's variants")
    case .flagTypeMismatch: ("a value is not of the flag's kind", "write a value of that kind, or create another flag")
    case .contextRefused:
      (
        "a context does not permit what it is used for, or it is not known to be genuine",
        "the message and the field 'reason' of its details name the rule that does not hold"
      )
    case .contextMissing:
      (
        "a service does something for a tenant in a task to which none is bound; there is no default tenant",
        "work inside of 'scope.run', and start tasks that are no children with 'scope.detached'"
      )
    case .isolationViolation:
      (
        "what belongs to one tenant was about to be used for another, or a request names more than one",
        "the field 'reason' of the details says at which boundary; nothing was done"
      )
    case .identityRefused:
      (
        "an identity token is not accepted; whoever sent it is told no more",
        "'tenantctl journal list' says why, with the kind identity.refuse; a service is told by its own audit"
      )
    case .keyNotFound:
      (
        "no such signing key, or none at all",
        "run 'tenantctl key list', or make the first keys with 'tenantctl key rotate'"
      )
    case .masterKeyUnusable:
      (
        "the master key cannot be read, others may read it, or it is not that of the store",
        "name the right file with --master-key-file, and keep it with mode 0600"
      )
    case .eventRefused:
      (
        "an event may not be published or delivered as things stand now",
        "the message and the field 'reason' of its details name the rule that does not hold"
      )
    case .eventBacklogFull:
      (
        "the tenant's subscriptions are so far behind that nothing more is taken in",
        "let its consumers catch up, see 'tenantctl event stats', or delete a subscription that nobody reads"
      )
    case .subscriptionNotFound: ("no such subscription", "run 'tenantctl subscription list' to see the existing ones")
    case .grantNotFound: ("no such grant", "run 'tenantctl grant list' to see the existing ones")
    case .sealRefused:
      (
        "a sealed payload is not of this tenant, not of this place, or was changed; which of them is not told",
        "compare the store with a backup, and find out who could write to it"
      )
    case .databaseRefused:
      (
        "a service runs a statement on a tenant's database that is not taken, fails, or takes too long",
        "the field 'reason' of the details says which; the transaction was rolled back, or goes on without the statement"
      )
    case .tenantHeld:
      (
        "the data of a leaving tenant may not be destroyed yet",
        "wait until the hold ends, or lift it with 'tenantctl tenant offboard --release-hold'"
      )
    case .evidenceRefused:
      (
        "a file is no evidence of an erasure, was changed, or is signed by a key that is not believed",
        "ask its issuer for the original, and for the key set of the time"
      )
    case .isolationBroken:
      (
        "something that is stored does not belong where it is",
        "the results name each; keep the store as evidence, and find out who could write to it"
      )
    case .usageConflict:
      (
        "an event was counted before with another content",
        "find out which is right; an event that is counted is never replaced"
      )
    case .usageMismatch:
      (
        "what is counted differs from what is compared with it",
        "the results name each difference; ingest what is missing"
      )
    case .meterUnknown: ("the meter has never been counted", "check its name, or ingest its usage first")
    case .costRuleNotFound: ("no such cost rule", "run 'tenantctl cost rule list' to see the existing ones")
    case .costNotAttributed:
      ("the costs of the period are not attributed yet", "run 'tenantctl cost attribute' for the period first")
    case .currencyMismatch:
      ("amounts in different currencies cannot be added", "ask for one currency at a time")
    }
  }
}
