// SPDX-License-Identifier: Apache-2.0

package import TenantModel
package import TerminalOutput

extension TenantErrorCode: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "code",
    columns: [
      Column("code", priority: 10), Column("exit", alignment: .right, priority: 9), Column("status", priority: 8),
      Column("meaning", priority: 7), Column("advice", inTable: false),
    ])

  package var record: Record {
    let status = ExitStatus(self)
    return Record([
      "code": .text(rawValue), "exit": .integer(Int64(status.rawValue)), "status": .text("\(status)"),
      "meaning": .text(explanation.meaning), "advice": .text(explanation.advice),
    ])
  }
}
