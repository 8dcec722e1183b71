// SPDX-License-Identifier: Apache-2.0

/// Why an event is not published or delivered.
public enum EventRefusal: String, CaseIterable, Error, Sendable {
  case inactive
  case wrongTenant = "wrong-tenant"
  case wrongIncarnation = "wrong-incarnation"
  case staleLifecycle = "stale-lifecycle"
  case stalePlacement = "stale-placement"
  case wrongRegion = "wrong-region"
  case foreignStream = "foreign-stream"
  case staleDelivery = "stale-delivery"

  case grantMissing = "grant-missing"
  case grantNotAccepted = "grant-not-accepted"
  case grantMismatch = "grant-mismatch"
  case grantRevoked = "grant-revoked"
  case grantExpired = "grant-expired"

  /// What is wrong, as the end of a sentence.
  public var meaning: String {
    switch self {
    case .inactive: "the tenant is suspended or has left"
    case .wrongTenant: "the event says that it is another tenant's"
    case .wrongIncarnation: "the event is of another incarnation of the tenant"
    case .staleLifecycle: "the tenant was suspended, resumed or offboarded since the scope was made"
    case .stalePlacement: "the tenant was moved, or this place does not know of the move"
    case .wrongRegion: "the stream may not be read or written in this region"
    case .foreignStream: "the stream takes in events of another tenant, and nothing else"
    case .staleDelivery: "another consumer has taken it over, or it is finished"
    case .grantMissing: "no grant permits it"
    case .grantNotAccepted: "the receiver has not accepted the grant"
    case .grantMismatch: "giver and receiver did not agree to the same grant"
    case .grantRevoked: "the grant was revoked"
    case .grantExpired: "the grant is over"
    }
  }

  /// Whether it is the grant that is refused, whoever asks and wherever, until somebody changes it.
  public var isOfGrant: Bool {
    switch self {
    case .grantMissing, .grantNotAccepted, .grantMismatch, .grantRevoked, .grantExpired: true
    case .inactive, .wrongTenant, .wrongIncarnation, .staleLifecycle, .stalePlacement, .wrongRegion, .foreignStream,
      .staleDelivery:
      false
    }
  }

  /// What to do about it.
  public var advice: String {
    switch self {
    case .inactive: "resume the tenant with 'tenantctl tenant resume' first"
    case .wrongTenant, .wrongIncarnation: "publish it in the scope of the tenant that it belongs to"
    case .staleLifecycle, .stalePlacement: "take a new scope"
    case .wrongRegion: "serve the tenant in a region that its stream allows"
    case .foreignStream: "publish to a stream of the tenant's own"
    case .staleDelivery: "let the lease be longer than the work takes"
    case .grantMissing, .grantNotAccepted, .grantMismatch, .grantRevoked, .grantExpired:
      "see both sides with 'tenantctl grant list'"
    }
  }

  /// The refusal as a failure; it never holds any part of an event.
  public var error: TenantError {
    TenantError(.eventRefused, "the event is refused: \(meaning)", hint: advice, details: ["reason": rawValue])
  }
}

/// Who publishes or consumes, as the scope that asks knows it.
public struct EventPlace: Hashable, Sendable {
  /// The tenant of the scope.
  public let tenant: TenantID
  /// Its incarnation.
  public let incarnation: Int64
  /// Its lifecycle epoch.
  public let lifecycleEpoch: Int64
  /// Its placement epoch.
  public let placementEpoch: Int64
  /// Where the process runs; `nil` where it does not know, and then no stream with regions of its own is served.
  public let region: Region?

  /// Takes what a tenant's record says.
  ///
  /// - Parameters:
  ///   - tenant: The record.
  ///   - region: Where the process runs.
  public init(_ tenant: Tenant, region: Region?) {
    self.tenant = tenant.id
    incarnation = tenant.incarnation
    lifecycleEpoch = tenant.lifecycleEpoch
    placementEpoch = tenant.placementEpoch
    self.region = region
  }
}

/// What the store knows of a tenant in the transaction that decides.
public struct EventTenant: Hashable, Sendable {
  /// Where it stands in its life.
  public let state: TenantState
  /// Its incarnation.
  public let incarnation: Int64
  /// Its lifecycle epoch.
  public let lifecycleEpoch: Int64
  /// Its placement epoch.
  public let placementEpoch: Int64
  /// Where it wants to live.
  public let homeRegion: Region
  /// Where its data may be.
  public let allowedRegions: Set<Region>

  /// Takes what is known.
  ///
  /// - Parameters:
  ///   - state: Where the tenant stands in its life.
  ///   - incarnation: Its incarnation.
  ///   - lifecycleEpoch: Its lifecycle epoch.
  ///   - placementEpoch: Its placement epoch.
  ///   - homeRegion: Where it wants to live.
  ///   - allowedRegions: Where its data may be.
  public init(
    state: TenantState, incarnation: Int64, lifecycleEpoch: Int64, placementEpoch: Int64, homeRegion: Region,
    allowedRegions: Set<Region>
  ) {
    self.state = state
    self.incarnation = incarnation
    self.lifecycleEpoch = lifecycleEpoch
    self.placementEpoch = placementEpoch
    self.homeRegion = homeRegion
    self.allowedRegions = allowedRegions
  }
}

/// What must hold when an event is published or handed to its consumer, whatever held before.
public enum EventDeliveryPolicy {
  /// Decides whether a tenant's events may be published or delivered now.
  ///
  /// - Parameters:
  ///   - tenant: The tenant as it is in the transaction that decides.
  ///   - place: Who asks.
  /// - Throws: The first rule that does not hold.
  public static func check(_ tenant: EventTenant, at place: EventPlace) throws(EventRefusal) {
    guard tenant.state == .active else { throw .inactive }
    guard tenant.incarnation == place.incarnation else { throw .wrongIncarnation }
    guard tenant.lifecycleEpoch == place.lifecycleEpoch else { throw .staleLifecycle }
    guard tenant.placementEpoch == place.placementEpoch else { throw .stalePlacement }
  }

  /// Decides whether a stream may be read or written where a process runs.
  ///
  /// - Parameters:
  ///   - regions: The regions that the stream is bound to; `nil` where it is not bound, and an empty set allows none.
  ///   - tenant: The tenant, whose allowed regions bind all its streams as soon as the process knows its region.
  ///   - region: Where the process runs; `nil` where it does not know.
  /// - Throws: ``EventRefusal/wrongRegion``.
  public static func check(
    regions: Set<Region>?, of tenant: EventTenant, in region: Region?
  ) throws(EventRefusal) {
    if let region, !tenant.allowedRegions.contains(region) { throw .wrongRegion }
    guard let regions else { return }
    guard let region, regions.contains(region) else { throw .wrongRegion }
  }

  /// Decides whether what an envelope says of its tenant agrees with the scope that it is published in.
  ///
  /// - Parameters:
  ///   - hints: What it says.
  ///   - place: Who publishes.
  /// - Throws: The first rule that does not hold.
  public static func check(_ hints: EventEnvelope.Hints, at place: EventPlace) throws(EventRefusal) {
    guard hints.tenant == nil || hints.tenant == place.tenant else { throw .wrongTenant }
    guard hints.incarnation == nil || hints.incarnation == place.incarnation else { throw .wrongIncarnation }
    guard hints.placementEpoch == nil || hints.placementEpoch == place.placementEpoch else { throw .stalePlacement }
  }

  /// Decides whether events of one tenant may be delivered to another one now.
  ///
  /// - Parameters:
  ///   - offered: The giver's copy, as it is now; `nil` where there is none.
  ///   - accepted: The receiver's copy, as it is now; `nil` where there is none.
  ///   - giver: Whose events they are, as that tenant is now.
  ///   - receiver: Who is to have them, as that tenant is now.
  ///   - into: The receiver's stream that they come into.
  ///   - now: What the clock shows.
  /// - Returns: What both agreed to; which events it is for, ``CrossTenantGrant/permits(_:in:)`` tells.
  /// - Throws: The first rule that does not hold; a mismatch is an error, never a warning.
  public static func check(
    _ offered: OfferedGrant?, _ accepted: AcceptedGrant?, from giver: CrossTenantGrant.Party,
    to receiver: CrossTenantGrant.Party, into: EventStreamName, at now: Timestamp
  ) throws(EventRefusal) -> CrossTenantGrant {
    guard let offered else { throw .grantMissing }
    guard let accepted else { throw .grantNotAccepted }
    let grant = offered.grant
    guard grant == accepted.grant, grant.giver == giver, grant.receiver == receiver, accepted.into == into else {
      throw .grantMismatch
    }
    guard offered.revokedAt == nil, accepted.revokedAt == nil else { throw .grantRevoked }
    // A clock that went back must not bring a grant to life before it was given.
    guard now < grant.until, now >= grant.createdAt else { throw .grantExpired }
    return grant
  }
}

extension CrossTenantGrant {
  /// Whether the grant is for an event.
  ///
  /// - Parameters:
  ///   - subject: What it is about.
  ///   - stream: The giver's stream that it is in.
  /// - Returns: Whether stream and pattern mean it; all else is never delivered.
  public func permits(_ subject: EventSubject, in stream: EventStreamName) -> Bool {
    self.stream == stream && pattern.matches(subject)
  }
}
