// SPDX-License-Identifier: Apache-2.0

public import TenantModel

/// The flags as one tenant and its users are served them, at one revision of the store.
///
/// A service names each flag once, when it starts, and asks with each request:
///
/// ```swift
/// let newForm = try FlagKey(parsing: "checkout.new-form")
/// if scope.flags.boolean(newForm, user: user, default: false) { … }
/// ```
///
/// A flag that does not exist, or is of another kind than the one asked for, serves the caller's default: a service must
/// go on working when an operator deletes a flag. ``evaluate(_:user:userAttributes:context:)`` tells such cases apart.
public struct TenantFlags: Sendable {
  private let scope: TenantScope

  init(scope: TenantScope) {
    self.scope = scope
  }

  /// Decides a flag for the tenant or one of its users.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - user: The user's identifier; `nil` where no user is concerned.
  ///   - userAttributes: The user's attributes, as rules name them with `user.`.
  ///   - context: What else the rules may look at, by the names they use for it.
  /// - Returns: The variant, its value and the reason, or `nil` where there is no such flag.
  public func evaluate(
    _ key: FlagKey, user: String? = nil, userAttributes: [String: FlagAttributeValue] = [:],
    context: [String: FlagAttributeValue] = [:]
  ) -> FlagEvaluation? {
    FlagEvaluator.evaluate(
      key, in: scope.snapshot.flags, overrides: scope.record.flagOverrides,
      for: request(user, userAttributes, context), at: scope.now())
  }

  private func request(
    _ user: String?, _ userAttributes: [String: FlagAttributeValue], _ context: [String: FlagAttributeValue]
  ) -> FlagRequest {
    var request = scope.record.flagRequest
    request.user = user
    request.userAttributes = userAttributes
    request.context = context
    return request
  }

  /// The value of a boolean flag.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - user: The user's identifier; `nil` where no user is concerned.
  ///   - userAttributes: The user's attributes.
  ///   - context: What else the rules may look at.
  ///   - defaultValue: What is returned where there is no such boolean flag.
  /// - Returns: The value.
  public func boolean(
    _ key: FlagKey, user: String? = nil, userAttributes: [String: FlagAttributeValue] = [:],
    context: [String: FlagAttributeValue] = [:], default defaultValue: Bool
  ) -> Bool {
    if let truth = scope.snapshot.flags.constantTruth(key, scope.record.flagOverrides) { return truth }
    guard let flag = scope.snapshot.flags.resolve(key) else { return defaultValue }
    return FlagEvaluator.truth(
      flag, overrides: scope.record.flagOverrides, for: request(user, userAttributes, context), at: scope.now())
      ?? defaultValue
  }

  /// The value of a string flag.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - user: The user's identifier; `nil` where no user is concerned.
  ///   - userAttributes: The user's attributes.
  ///   - context: What else the rules may look at.
  ///   - defaultValue: What is returned where there is no such string flag.
  /// - Returns: The value.
  public func string(
    _ key: FlagKey, user: String? = nil, userAttributes: [String: FlagAttributeValue] = [:],
    context: [String: FlagAttributeValue] = [:], default defaultValue: String
  ) -> String {
    evaluate(key, user: user, userAttributes: userAttributes, context: context)?.value.string ?? defaultValue
  }

  /// The value of a number flag, as the nearest floating-point number.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - user: The user's identifier; `nil` where no user is concerned.
  ///   - userAttributes: The user's attributes.
  ///   - context: What else the rules may look at.
  ///   - defaultValue: What is returned where there is no such number flag.
  /// - Returns: The value; ``evaluate(_:user:userAttributes:context:)`` has the digits an operator wrote.
  public func number(
    _ key: FlagKey, user: String? = nil, userAttributes: [String: FlagAttributeValue] = [:],
    context: [String: FlagAttributeValue] = [:], default defaultValue: Double
  ) -> Double {
    evaluate(key, user: user, userAttributes: userAttributes, context: context)?
      .value.number.flatMap(Double.init) ?? defaultValue
  }

  /// The value of an object flag.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - user: The user's identifier; `nil` where no user is concerned.
  ///   - userAttributes: The user's attributes.
  ///   - context: What else the rules may look at.
  ///   - defaultValue: What is returned where there is no such object flag.
  /// - Returns: The members of the object.
  public func object(
    _ key: FlagKey, user: String? = nil, userAttributes: [String: FlagAttributeValue] = [:],
    context: [String: FlagAttributeValue] = [:], default defaultValue: [String: JSONValue]
  ) -> [String: JSONValue] {
    guard
      case .object(let members)? = evaluate(
        key, user: user, userAttributes: userAttributes, context: context)?.value
    else { return defaultValue }
    return members
  }
}
