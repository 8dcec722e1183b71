// SPDX-License-Identifier: Apache-2.0

/// What whoever looks into a fault needs to know of a store, beside the findings.
public struct StoreFacts: Equatable, Sendable {
  /// Name and version of the engine.
  public let engine: String
  /// Schema version of the store, where it can be read.
  public let schema: Int64?
  /// Revision of the store, where it can be read.
  public let revision: Int64?
  /// Size of the file in bytes; 0 where there is none.
  public let bytes: Int64

  /// Creates facts.
  ///
  /// - Parameters:
  ///   - engine: Name and version of the engine.
  ///   - schema: Schema version, where it can be read.
  ///   - revision: Revision, where it can be read.
  ///   - bytes: Size of the file in bytes.
  public init(engine: String, schema: Int64?, revision: Int64?, bytes: Int64) {
    self.engine = engine
    self.schema = schema
    self.revision = revision
    self.bytes = bytes
  }
}
