// SPDX-License-Identifier: Apache-2.0

/// What decides in which bucket of a split a request falls.
///
/// The bucketing text is the seed, or else the flag's key, followed by the subject's text: flagd's default with the tenant's
/// id as targeting key. Flags with the same seed put the same subject in the same place.
public struct FlagBucketing: Hashable, Sendable {
  /// Who stays together.
  public enum Subject: Hashable, Sendable {
    /// Everybody of a tenant, by the tenant's id.
    case tenant
    /// Each user, by the user's id.
    case user
    /// Everybody for whom the attribute has the same value.
    case attribute(FlagAttribute)
  }

  /// Who stays together.
  public let subject: Subject
  /// What stands in for the flag's key; at most 200 bytes.
  public let seed: String?

  /// By tenant, with the flag's key.
  public static let byTenant = FlagBucketing(subject: .tenant)

  private init(subject: Subject) {
    self.subject = subject
    seed = nil
  }

  /// Creates a way of bucketing.
  ///
  /// - Parameters:
  ///   - subject: Who stays together.
  ///   - seed: What stands in for the flag's key; 1 to 200 bytes.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the seed is empty or too long, or the attribute
  ///   has no name.
  public init(by subject: Subject, seed: String? = nil) throws {
    if let seed, !(1...200).contains(seed.utf8.count) {
      throw TenantError(
        .invalidValue, "the seed '\(seed.prefix(40))' is not 1 to 200 bytes long",
        hint: "leave it out to bucket by the flag's key", details: ["value": seed])
    }
    // Spelled `by tenant` and `by user`, these two have one meaning only.
    switch subject {
    case .attribute(.tenant): self.subject = .tenant
    case .attribute(.user): self.subject = .user
    case .attribute(let attribute):
      try attribute.validate()
      self.subject = subject
    case .tenant, .user: self.subject = subject
    }
    self.seed = seed
  }
}

extension FlagBucketing.Subject: CustomStringConvertible {
  /// Reads `tenant`, `user` or an attribute.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: some StringProtocol) throws {
    switch text {
    case "tenant": self = .tenant
    case "user": self = .user
    default: self = .attribute(try FlagAttribute(parsing: text))
    }
  }

  /// The subject as rules spell it.
  public var description: String {
    switch self {
    case .tenant: "tenant"
    case .user: "user"
    case .attribute(let attribute): "\(attribute)"
    }
  }
}

extension FlagBucketing: CustomStringConvertible {
  /// `by SUBJECT seed TEXT`, only what differs from ``byTenant``.
  public var description: String {
    let parts = [subject == .tenant ? nil : "by \(subject)", seed.map { "seed \(FlagRuleLexer.spelling(of: $0))" }]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}
