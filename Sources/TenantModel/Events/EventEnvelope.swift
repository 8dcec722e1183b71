// SPDX-License-Identifier: Apache-2.0

/// An event as it is handed in and out: the attributes of CloudEvents 1.0 that this program knows, and the data.
///
/// Whose it is, is decided by the scope it is published or consumed in. What an envelope says of a tenant is a hint that may
/// only agree with that.
public struct EventEnvelope: Equatable, Sendable {
  /// What an envelope says of whose it is.
  public struct Hints: Equatable, Sendable {
    /// `tenantref`: the tenant.
    public var tenant: TenantID?
    /// `tenantinc`: the incarnation.
    public var incarnation: Int64?
    /// `tenantepoch`: the placement epoch when it was published.
    public var placementEpoch: Int64?

    /// Creates hints that say nothing.
    public init() {}
  }

  /// How long the data may be, in bytes.
  public static let maximumDataBytes = 262_144
  /// How long an envelope may be as JSON, in bytes.
  public static let maximumDocumentBytes = 1_048_576

  /// `id`: what tells the event from others of its stream.
  public var id: EventID
  /// `source`: where it happened; 1 to 255 printable ASCII characters without blanks.
  public var source: String
  /// `type`: what happened.
  public var type: EventType
  /// `subject`: what it is about.
  public var subject: EventSubject
  /// `time`: when it happened.
  public var time: Timestamp
  /// `datacontenttype`: how the data are to be read, 1 to 100 characters; `nil` means as JSON.
  public var contentType: String?
  /// `dataschema`: which schema the data follow; 1 to 255 printable ASCII characters without blanks.
  public var schema: String?
  /// `partitionkey`: what events must have in common to keep their order.
  public var key: EventKey?
  /// `cause`: the chain of calls in which it was published, for it never carries a token.
  public var cause: ContextTransaction?
  /// The data; at most ``maximumDataBytes``.
  public var data: [UInt8]
  /// What it says of whose it is.
  public var hints = Hints()

  /// Creates an envelope; the other attributes can be set afterwards.
  ///
  /// - Parameters:
  ///   - id: What tells the event from others of its stream.
  ///   - source: Where it happened.
  ///   - type: What happened.
  ///   - subject: What it is about.
  ///   - time: When it happened.
  ///   - data: The data.
  public init(id: EventID, source: String, type: EventType, subject: EventSubject, time: Timestamp, data: [UInt8]) {
    self.id = id
    self.source = source
    self.type = type
    self.subject = subject
    self.time = time
    self.data = data
  }

  /// Checks the rules that the types do not keep.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming the attribute that breaks one.
  public func validate() throws {
    try Self.require(EventText.isPrintable(source.utf8, limit: 255), "source", "use 1 to 255 printable characters")
    if let schema {
      try Self.require(
        EventText.isPrintable(schema.utf8, limit: 255), "dataschema", "use 1 to 255 printable characters")
    }
    if let contentType {
      try Self.require(
        (1...100).contains(contentType.utf8.count) && contentType.utf8.allSatisfy { (0x20...0x7E).contains($0) },
        "datacontenttype", "use 1 to 100 printable characters")
    }
    try Self.require(
      data.count <= Self.maximumDataBytes, "data", "use \(Self.maximumDataBytes) bytes at most, and refer to more")
  }

  static func require(_ isValid: Bool, _ attribute: String, _ hint: String) throws {
    guard isValid else { throw fault(attribute, hint) }
  }

  /// The failure that names an attribute; what it holds is never repeated.
  static func fault(_ attribute: String, _ hint: String?) -> TenantError {
    TenantError(
      .invalidValue, "attribute '\(attribute.prefix(40))' of the event is not valid", hint: hint,
      details: ["attribute": String(attribute.prefix(40))])
  }
}
