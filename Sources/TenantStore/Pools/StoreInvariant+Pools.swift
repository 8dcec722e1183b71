// SPDX-License-Identifier: Apache-2.0

extension StoreInvariant {
  static let poolInvariants = [
    StoreInvariant(
      name: "occupancies", finding: "the recorded occupancy is not the sum over the placements",
      advice: "restore a backup with 'tenantctl restore', or report it",
      sql: """
        SELECT pool.name FROM pool LEFT JOIN pool_occupancy AS taken ON taken.pool = pool.name AND taken.instance = ''
        WHERE taken.pool IS NULL
          OR taken.tenants <> (SELECT count(*) FROM placement WHERE placement.pool = pool.name)
          OR taken.units <> (SELECT coalesce(sum(units), 0) FROM placement WHERE placement.pool = pool.name)
        UNION ALL
        SELECT instance.pool || '/' || instance.name FROM instance
        LEFT JOIN pool_occupancy AS taken ON taken.pool = instance.pool AND taken.instance = instance.name
        WHERE taken.pool IS NULL
          OR taken.tenants <> (SELECT count(*) FROM placement
            WHERE placement.pool = instance.pool AND placement.instance = instance.name)
          OR taken.units <> (SELECT coalesce(sum(units), 0) FROM placement
            WHERE placement.pool = instance.pool AND placement.instance = instance.name)
        """),
    StoreInvariant(
      name: "reservations", finding: "a tenant has reserved other units than its tier weighs",
      advice: "give the tier its weight again with 'tenantctl tier update TIER --weight N'",
      sql: """
        SELECT tenant.slug FROM placement JOIN tenant ON tenant.tenant = placement.tenant
        JOIN tier ON tier.name = tenant.tier WHERE placement.units <> tier.weight
        """),
    StoreInvariant(
      name: "residency", finding: "a tenant lives in a region that it does not allow",
      advice: "move it at once with 'tenantctl migration start', and find out who changed the store by other means",
      sql: """
        SELECT tenant.slug FROM placement JOIN tenant ON tenant.tenant = placement.tenant
        JOIN pool ON pool.name = placement.pool
        WHERE instr(',' || tenant.allowed_regions || ',', ',' || pool.region || ',') = 0
        """),
    StoreInvariant(
      name: "bindings", finding: "a tenant is bound to an instance where its pool binds none, or the other way round",
      advice: "restore a backup with 'tenantctl restore', or report it",
      sql: """
        SELECT tenant.slug FROM placement JOIN tenant ON tenant.tenant = placement.tenant
        JOIN pool ON pool.name = placement.pool
        WHERE (pool.pattern = 'shared') <> (placement.instance IS NULL)
        """),
    StoreInvariant(
      name: "dedicated-instances", finding: "an instance for one tenant alone has more",
      advice: "move all but one with 'tenantctl migration start'",
      sql: """
        SELECT placement.pool || '/' || placement.instance FROM placement JOIN pool ON pool.name = placement.pool
        WHERE pool.pattern = 'dedicated' GROUP BY placement.pool, placement.instance HAVING count(*) > 1
        """),
    StoreInvariant(
      name: "placement-epochs", finding: "the placement is of another epoch than the tenant",
      advice: "restore a backup with 'tenantctl restore', or report it",
      sql: """
        SELECT tenant.slug FROM placement JOIN tenant ON tenant.tenant = placement.tenant
        WHERE placement.epoch <> tenant.placement_epoch
        """),
    StoreInvariant(
      name: "placements", finding: "a tenant that has left still has a place",
      advice: "restore a backup with 'tenantctl restore', or report it",
      sql: """
        SELECT tenant.slug FROM placement JOIN tenant ON tenant.tenant = placement.tenant
        WHERE tenant.state = 'offboarded'
        """),
  ]
}
