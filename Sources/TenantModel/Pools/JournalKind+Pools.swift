// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A pool was created.
  public static let poolCreate = JournalKind(rawValue: "pool.create")
  /// A pool was changed.
  public static let poolUpdate = JournalKind(rawValue: "pool.update")
  /// A pool stopped to accept tenants, or accepts them again.
  public static let poolDrain = JournalKind(rawValue: "pool.drain")
  /// A pool was deleted.
  public static let poolDelete = JournalKind(rawValue: "pool.delete")
  /// An instance was registered.
  public static let instanceRegister = JournalKind(rawValue: "instance.register")
  /// An instance stopped to take tenants, or takes them again.
  public static let instanceDrain = JournalKind(rawValue: "instance.drain")
  /// An instance was retired.
  public static let instanceRetire = JournalKind(rawValue: "instance.retire")
  /// The record of a retired instance was removed with its pool.
  public static let instanceDelete = JournalKind(rawValue: "instance.delete")
  /// A tenant was placed.
  public static let placementAssign = JournalKind(rawValue: "placement.assign")
  /// A tenant moved to another place.
  public static let placementMove = JournalKind(rawValue: "placement.move")
  /// A placed tenant takes more or fewer units.
  public static let placementReweigh = JournalKind(rawValue: "placement.reweigh")
  /// A tenant left its place for good.
  public static let placementRelease = JournalKind(rawValue: "placement.release")
}
