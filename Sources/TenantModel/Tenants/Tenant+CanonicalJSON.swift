// SPDX-License-Identifier: Apache-2.0

extension Tenant: CanonicallyWritable {
  /// The canonical JSON of the record.
  public var canonicalJSON: String {
    var object = CanonicalObject()
    object.add("allowedRegions", allowedRegions.map(\.rawValue))
    object.add("billingAnchorDay", Int64(billingAnchorDay))
    object.add("contact", contact)
    object.add("createdAt", createdAt.description)
    object.add("externalIDs", externalIDs)
    object.add("homeRegion", homeRegion.rawValue)
    object.add("id", id.rawValue)
    object.add("incarnation", incarnation)
    object.add("labels", labels)
    object.add("lifecycleEpoch", lifecycleEpoch)
    object.add("name", name)
    object.add("placementEpoch", placementEpoch)
    object.add("slug", slug.rawValue)
    object.add("state", state.rawValue)
    object.add("tier", tier.rawValue)
    object.add("tierChangedAt", tierChangedAt?.description)
    object.add("timeZone", timeZone)
    object.add("updatedAt", updatedAt.description)
    object.add("version", version)
    return object.closed
  }
}
