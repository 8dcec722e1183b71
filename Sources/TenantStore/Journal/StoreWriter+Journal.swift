// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension StoreWriter {
  func append(
    _ kind: JournalKind, key: String, tenant: TenantID?, before: String?, after: String?, to head: JournalHead
  ) throws -> JournalHead {
    let revision = try JournalChain.revision(after: head.revision)
    let seal = JournalSeal.random()
    let hash = JournalChain.hash(
      previous: head.hash, revision: revision, time: change.time, actor: change.actor, reason: change.reason,
      tenant: tenant?.rawValue, kind: kind.rawValue, key: key, before: before, after: after, seal: seal)
    try run(
      """
      INSERT INTO journal (revision, time, actor, reason, tenant, kind, key, before, after, hash, seal)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      """,
      [
        .integer(revision), SQLValue(change.time), .text(change.actor), SQLValue(change.reason), SQLValue(tenant),
        .text(kind.rawValue), .text(key), SQLValue(before), SQLValue(after), .blob(hash),
        seal.bytes.map(SQLValue.blob) ?? .null,
      ])
    return JournalHead(revision: revision, hash: hash)
  }

  func storeHead(_ head: JournalHead) throws {
    try setMeta("journal.revision", String(head.revision))
    try setMeta("journal.hash", Hexadecimal.text(head.hash))
  }

  func setMeta(_ name: String, _ value: String) throws {
    try run(
      """
      INSERT INTO store_meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """, [.text(name), .text(value)])
  }
}
