// SPDX-License-Identifier: Apache-2.0

/// A pool with what is in it.
public struct PoolOccupancy: Equatable, Codable, Sendable {
  /// The pool.
  public let pool: Pool
  /// How much of it is taken.
  public let taken: Occupancy
  /// Its instances, by name, the retired ones included.
  public let instances: [InstanceOccupancy]

  /// Creates a pool with what is in it.
  ///
  /// - Parameters:
  ///   - pool: The pool.
  ///   - taken: How much of it is taken.
  ///   - instances: Its instances.
  public init(pool: Pool, taken: Occupancy = .none, instances: [InstanceOccupancy] = []) {
    self.pool = pool
    self.taken = taken
    self.instances = instances.sorted { $0.instance.name < $1.instance.name }
  }
}

/// An instance with what is on it.
public struct InstanceOccupancy: Equatable, Codable, Sendable {
  /// The instance.
  public let instance: Instance
  /// How much of it is taken; nothing in a shared pool, where nobody is bound to an instance.
  public let taken: Occupancy

  /// Creates an instance with what is on it.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - taken: How much of it is taken.
  public init(instance: Instance, taken: Occupancy = .none) {
    self.instance = instance
    self.taken = taken
  }
}
