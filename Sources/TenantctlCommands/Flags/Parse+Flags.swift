// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import TenantAdmin
public import TenantModel

extension FlagKind: ExpressibleByArgument {}

extension Parse {
  @Sendable static func flag(_ text: String) throws -> FlagKey { try FlagKey(parsing: text) }
  @Sendable static func variant(_ text: String) throws -> VariantName { try VariantName(parsing: text) }
  @Sendable static func prerequisite(_ text: String) throws -> FlagPrerequisite { try FlagPrerequisite(parsing: text) }
  @Sendable static func subject(_ text: String) throws -> FlagBucketing.Subject {
    try FlagBucketing.Subject(parsing: text)
  }

  @Sendable static func user(_ text: String) throws -> String {
    try FlagOverride.validate(user: text)
    return text
  }

  /// Reads `TIME=PORTION`; a portion may have equals signs of its own.
  @Sendable static func step(_ text: String) throws -> FlagRolloutChange.Step {
    let assignment = try Assignment(parsing: text)
    return FlagRolloutChange.Step(from: try Timestamp(parsing: assignment.key), portion: assignment.value)
  }
}

extension StoreCompletion {
  /// Keys of flags.
  package static let flags = candidates { administration, _ in try administration.flagKeys() }
}
