// SPDX-License-Identifier: Apache-2.0

extension Placement: CanonicallyWritable {
  /// The canonical JSON of the placement.
  public var canonicalJSON: String {
    var object = CanonicalObject()
    object.add("epoch", epoch)
    object.add("instance", instance?.rawValue)
    object.add("pool", pool.rawValue)
    object.add("region", region.rawValue)
    object.add("since", since.description)
    object.add("tenant", tenant.rawValue)
    object.add("units", units)
    return object.closed
  }
}
