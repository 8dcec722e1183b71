// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Readers of domain words for `transform:`; each throws the reason where a word is none.
enum Parse {
  @Sendable static func slug(_ text: String) throws -> Slug { try Slug(parsing: text) }
  @Sendable static func region(_ text: String) throws -> Region { try Region(parsing: text) }
  @Sendable static func tenant(_ text: String) throws -> TenantSelector { try TenantSelector(parsing: text) }
  @Sendable static func timestamp(_ text: String) throws -> Timestamp { try Timestamp(parsing: text) }
  @Sendable static func assignment(_ text: String) throws -> Assignment { try Assignment(parsing: text) }
}
