// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel

extension Parse {
  @Sendable static func audience(_ text: String) throws -> ContextAudience { try ContextAudience(parsing: text) }
  @Sendable static func principal(_ text: String) throws -> ContextPrincipal { try ContextPrincipal(parsing: text) }
  @Sendable static func purpose(_ text: String) throws -> ContextPurpose { try ContextPurpose(parsing: text) }
  @Sendable static func caller(_ text: String) throws -> ContextCaller { try ContextCaller(parsing: text) }
  @Sendable static func digest(_ text: String) throws -> ContextDigest { try ContextDigest(parsing: text) }
  @Sendable static func keyID(_ text: String) throws -> ContextKeyID { try ContextKeyID(parsing: text) }

  @Sendable static func transaction(_ text: String) throws -> ContextTransaction {
    try ContextTransaction(parsing: text)
  }
}

extension CommandContext {
  /// Reads a token from a file or from standard input; never from the command line, which others on the host can read.
  ///
  /// - Parameter path: Path of the file, or `-`.
  /// - Returns: The token without the line feed after it.
  /// - Throws: ``TenantError`` where the file cannot be read or is no text.
  func token(_ path: String) throws -> String {
    // Far more than any token, so that what is no token is refused for what it is.
    var text = try input(path).readText(limit: 1 << 16)
    if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// Reads a published key set.
  func keySet(_ path: String) throws -> ContextKeySet {
    try ContextKeySet(document: input(path).readText(limit: ContextKeySet.maximumDocumentBytes))
  }
}
