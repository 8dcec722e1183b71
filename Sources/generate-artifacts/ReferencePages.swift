// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantctlCommands

/// The pages that are about no single command.
enum ReferencePages {
  static let environment: [(name: String, text: String)] = EnvironmentVariables.all.map { ($0.name, $0.meaning) }

  static func exitCodes() -> String {
    var page = Mdoc("tenantctl-exit-codes", section: 7, summary: "Exit statuses and error codes of tenantctl")
    page.section("DESCRIPTION")
    page.prose(
      """
      A script decides by the exit status; the error code says more. Both are part of the contract and only grow.

      With --output json or jsonl, or with TENANTCTL_ERROR_FORMAT=json, an error is one line of JSON on standard error: an \
      object 'error' with 'code', 'message', 'hint', 'details' and 'exit'.
      """, startsSection: true)
    page.section("EXIT STATUS")
    page.list(
      ExitStatus.allCases.map { ("\($0.rawValue) \($0)", $0.meaning + ".") } + [
        ("128+n", "ended by signal n: 130 interrupted, 141 the reader of a pipe went away, 143 terminated.")
      ])
    page.section("ERROR CODES")
    page.list(
      TenantErrorCode.allCases.map { ("\($0.rawValue)", "Status \(ExitStatus($0).rawValue) (\(ExitStatus($0))).") })
    page.section("SEE ALSO")
    page.macro(".Xr tenantctl 1")
    return page.text
  }

  static func store() -> String {
    var page = Mdoc("tenantctl-store", section: 5, summary: "The state store of tenantctl")
    page.section("DESCRIPTION")
    page.prose(
      """
      The store is one SQLite file. It is named by --store, else by TENANTCTL_STORE, else it is \
      $XDG_STATE_HOME/tenantctl/state.db, else ~/.local/state/tenantctl/state.db.

      'tenantctl init' creates the file with mode 0600 and missing folders with mode 0700; a store that others may read is \
      warned about by every command. Keep it on a local disk: the locks of network file systems are not to be relied on.

      Every change is one transaction, on the disk before the command ends, and appends rows to the journal: revision, time, \
      actor, reason, tenant, kind, key, the object before and after, and a SHA-256 over the row and the hash of the one \
      before it. 'tenantctl journal verify' finds any row that was edited, removed or reordered.

      Any number of processes may use the store at the same time. Readers never wait; a writer that finds another one at \
      work waits for --busy-timeout, then ends with status 7 and can be repeated.
      """, startsSection: true)
    page.section("FILES")
    page.list([
      ("Pa state.db", "Everything, in tables whose keys start with the tenant."),
      ("Pa state.db-wal", "Changes not yet copied into the file; part of the store while it is in use."),
      ("Pa state.db-shm", "Shared memory of the processes that use the store; rebuilt when it is missing."),
      ("Pa state.db-doorbell", "Touched after each change, so that services look at once; holds nothing."),
      ("Pa state.db.before-restore-N", "What a restore replaced."),
      ("Pa state.db.schema-N.backup", "What an upgrade started from."),
    ])
    page.section("BACKUPS")
    page.prose(
      """
      Copy the store with 'tenantctl backup FILE' while everything runs; copying the files by other means may miss the log. \
      A backup holds every tenant's data: keep it as safe as the store, and no longer than you promised to keep the data of \
      tenants that have left.
      """, startsSection: true)
    page.section("SEE ALSO")
    page.macro(".Xr tenantctl 1 ,\n.Xr tenantctl-backup 1 ,\n.Xr tenantctl-doctor 1")
    return page.text
  }
}
