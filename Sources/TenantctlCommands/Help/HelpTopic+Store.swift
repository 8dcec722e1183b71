// SPDX-License-Identifier: Apache-2.0

extension HelpTopic {
  /// Where everything is kept.
  static let store = HelpTopic(
    "store", "The state store of tenantctl", manualSection: 5,
    [
      Section(
        nil,
        [
          .prose(
            """
            The store is one SQLite file. It is named by --store, else by TENANTCTL_STORE, else by a configuration file, \
            else it is $XDG_STATE_HOME/tenantctl/state.db, else ~/.local/state/tenantctl/state.db.
            """),
          .prose(
            """
            'tenantctl init' creates the file with mode 0600 and missing folders with mode 0700; a store that others may \
            read is warned about by every command. Keep it on a local disk: the locks of network file systems are not to \
            be relied on.
            """),
          .prose(
            """
            Every change is one transaction, on the disk before the command ends; only 'usage ingest' commits batch by \
            batch, unless it is told to be --atomic. Each appends rows to the journal: \
            revision, time, actor, reason, tenant, kind, key, the object before and after, and a SHA-256 over the row and \
            the hash of the one before it. 'tenantctl journal verify' finds any row that was edited, removed or reordered. \
            With a tenant that leaves goes what its rows say of the objects; who did what, when and why stays, and so does \
            the chain.
            """),
          .prose(
            """
            Any number of processes may use the store at the same time. Readers never wait; a writer that finds another \
            one at work waits for --busy-timeout, then ends with status 7 and can be repeated.
            """),
        ]),
      Section(
        "files",
        [
          .terms(
            .file,
            [
              (word: "state.db", meaning: "Everything, in tables whose keys start with the tenant."),
              (
                word: "state.db-wal",
                meaning: "Changes not yet copied into the file; part of the store while it is in use."
              ),
              (
                word: "state.db-shm",
                meaning: "Shared memory of the processes that use the store; rebuilt when it is missing."
              ),
              (
                word: "state.db-doorbell",
                meaning: "Touched after each change, so that services look at once; holds nothing."
              ),
              (
                word: "state.db-limits",
                meaning:
                  "What services have used of rates, and what they hold at once; see below. No backup has it, and none needs it."
              ),
              (
                word: "state.db.master-key",
                meaning: """
                What the private keys in state.db are wrapped by, unless --master-key-file names another file; not part \
                of the store, and in no backup. Without it no context can be issued, and none is revealed.
                """
              ),
              (word: "state.db.before-restore-N", meaning: "What a restore replaced."),
              (word: "state.db.schema-N.backup", meaning: "What an upgrade started from."),
            ])
        ]),
      Section(
        "limits",
        [
          .prose(
            """
            Every service on the host that embeds the library maps state.db-limits, so that one limit holds for all of them \
            together. Quotas per period are not in it: they are in state.db, whatever becomes of the host. The file holds \
            nothing after a reboot, is made anew where it is missing, and needs no care: a limit takes 64 bytes, and those \
            unused for ten minutes make room for others.
            """),
          .prose(
            """
            Do not remove it while services run. What was used is carried over to a new file, but for five seconds \
            nothing more can be held, and rates may admit up to twice their burst. A service that can neither find nor make \
            it, on a full disk for example, keeps to its share of each rate by itself and says so: 'tenantctl runtime list'.
            """),
        ]),
      Section(
        "backups",
        [
          .prose(
            """
            Copy the store with 'tenantctl backup FILE' while everything runs; copying the files by other means may miss \
            the log. A backup holds every tenant's data: keep it as safe as the store, and no longer than you promised to \
            keep the data of tenants that have left. The journal says who made it.
            """)
        ]),
      Section(
        "examples",
        [
          .commands([
            "tenantctl init", "tenantctl backup /var/backups/tenants.db", "tenantctl doctor",
          ])
        ]),
    ])
}
