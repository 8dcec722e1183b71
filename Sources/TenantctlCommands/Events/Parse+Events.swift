// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel

extension Parse {
  @Sendable static func stream(_ text: String) throws -> EventStreamName { try EventStreamName(parsing: text) }
  @Sendable static func subject(_ text: String) throws -> EventSubject { try EventSubject(parsing: text) }
  @Sendable static func pattern(_ text: String) throws -> EventSubjectPattern { try EventSubjectPattern(parsing: text) }
  @Sendable static func eventType(_ text: String) throws -> EventType { try EventType(parsing: text) }
  @Sendable static func eventID(_ text: String) throws -> EventID { try EventID(parsing: text) }
  @Sendable static func eventKey(_ text: String) throws -> EventKey { try EventKey(parsing: text) }

  @Sendable static func subscription(_ text: String) throws -> EventSubscriptionName {
    try EventSubscriptionName(parsing: text)
  }

  @Sendable static func crossTenantGrant(_ text: String) throws -> CrossTenantGrantID {
    try CrossTenantGrantID(parsing: text)
  }
}
