// SPDX-License-Identifier: Apache-2.0

/// What refuses at run time; types, the wall before these, let nothing come that could be counted.
public enum IsolationWall: String, CaseIterable, Codable, Sendable {
  /// Who comes to a service must say, verifiably, for which tenant.
  case edge
  /// What belongs to a tenant refuses to be used for another one, or for one that is not served.
  case checks
  /// What is sealed for a tenant opens for nobody else.
  case cryptography
}

/// How often something was refused, for a report.
public struct IsolationRefusal: Codable, Equatable, Sendable {
  /// Who counted it.
  public enum Source: String, Codable, Sendable {
    /// The journal of the store, for as long as the store exists.
    case journal
    /// The services of this host, since ``IsolationRefusal/since``.
    case services
  }

  /// Who counted it.
  public let source: Source
  /// What refused.
  public let wall: IsolationWall
  /// Why.
  public let kind: String
  /// Whom it concerned; `nil` where that is not known: services count without tenants.
  public let tenant: TenantID?
  /// How often.
  public let count: Int64
  /// Since when it was counted; `nil` means since the beginning of the period that was asked for.
  public let since: Timestamp?

  /// Describes how often something was refused.
  ///
  /// - Parameters:
  ///   - source: Who counted it.
  ///   - wall: What refused.
  ///   - kind: Why.
  ///   - tenant: Whom it concerned.
  ///   - count: How often.
  ///   - since: Since when it was counted.
  public init(
    source: Source, wall: IsolationWall, kind: String, tenant: TenantID?, count: Int64, since: Timestamp?
  ) {
    self.source = source
    self.wall = wall
    self.kind = kind
    self.tenant = tenant
    self.count = count
    self.since = since
  }
}
