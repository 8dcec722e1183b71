#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes made-up input for the quickstart to a folder: tenants.csv, events.ndjson (CloudEvents) and bill.csv (FOCUS 1.2).
# The numbers come from a fixed generator, so every run writes the same.
set -euo pipefail
folder=$1

awk 'BEGIN {
  print "slug,name,tier,region,label.industry"
  split("free starter pro", tiers, " "); split("retail games health media", industries, " ")
  for (i = 1; i <= 24; i++)
    printf "tenant-%02d,Tenant %d,%s,eu-west-1,%s\n", i, i, tiers[(i * 7) % 3 + 1], industries[i % 4 + 1]
}' >"$folder/tenants.csv"

awk 'function random(n) { seed = (seed * 16807) % 2147483647; return seed % n }
BEGIN {
  seed = 4711
  for (i = 1; i <= 5000; i++) {
    # Some tenants are far busier than others, as in life.
    tenant = random(24); if (random(3) == 0) tenant = 6
    name = random(12) == 0 ? "acme" : sprintf("tenant-%02d", tenant + 1)
    printf "{\"specversion\":\"1.0\",\"id\":\"evt-%05d\",\"source\":\"gateway\",\"type\":\"http.requests\",", i
    printf "\"subject\":\"%s\",\"time\":\"2026-10-%02dT%02d:%02d:%02dZ\",\"data\":{\"quantity\":%d}}\n",
      name, random(31) + 1, random(24), random(60), random(60), random(9) + 1
  }
}' >"$folder/events.ndjson"

awk 'function random(n) { seed = (seed * 16807) % 2147483647; return seed % n }
BEGIN {
  seed = 1234
  print "BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeDescription,ServiceName,ServiceCategory,RegionId,SubAccountId,BilledCost,EffectiveCost"
  n = split("Compute:Virtual Machines|Storage:Object Storage|Databases:Managed Database|Networking:Load Balancer|Support:Support Plan", services, "|")
  for (day = 1; day <= 31; day++)
    for (s = 1; s <= n; s++) {
      split(services[s], part, ":")
      account = s == 1 && day % 3 == 0 ? "acct-acme" : "acct-shared"
      cost = sprintf("%d.%06d", random(40), random(1000000))
      if (s == 5 && day != 1) continue
      printf "op-1,Operator,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-%02dT00:00:00Z,2026-10-%02dT23:00:00Z,Usage,%s of day %d,%s,%s,eu-west-1,%s,%s,%s\n",
        day, day, part[2], day, part[2], part[1], account, cost, cost
    }
  print "op-1,Operator,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-31T00:00:00Z,2026-10-31T23:00:00Z,Credit,Goodwill,Virtual Machines,Compute,eu-west-1,acct-shared,-12.345678,-12.345678"
}' >"$folder/bill.csv"
