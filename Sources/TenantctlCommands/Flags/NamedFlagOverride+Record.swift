// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
package import TerminalOutput

extension NamedFlagOverride: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "tenant",
    columns: [
      Column("flag", priority: 9),
      Column("tenant", priority: 10),
      Column("tenantId", inTable: false),
      Column("user", priority: 8),
      Column("variant", priority: 10),
      Column("expiresAt", heading: "EXPIRES", priority: 6),
    ])

  package var record: Record {
    Record([
      "flag": .text(override.flag.rawValue),
      "tenant": .text(slug.rawValue),
      "tenantId": .text(override.tenant.rawValue),
      "user": .optional(override.user),
      "variant": .text(override.variant.rawValue),
      "expiresAt": .optional(override.expiresAt?.description),
    ])
  }
}
