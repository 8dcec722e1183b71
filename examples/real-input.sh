#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The main job on real, public input: a web server's access log and a cloud provider's bill.
#
#   ./examples/real-input.sh DATA [FOLDER]
#
# DATA holds access.log (combined log format) and focus-bill.csv (FOCUS 1.0). Each client address becomes a tenant. The bill
# is attributed twice: by each tenant's share of the requests, and directly, each of its sub-accounts being a tenant.
# TENANTCTL=/path/to/tenantctl runs a program that is built already.
set -euo pipefail
data=$(cd "$1" && pwd)
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$(dirname "$0")/.."
if [ -z "${TENANTCTL:-}" ]; then
  swift build --product tenantctl >&2
  TENANTCTL=$(swift build --show-bin-path)/tenantctl
fi

new_store() {
  export TENANTCTL_STORE="$folder/$1.db"
  "$TENANTCTL" init --quiet >/dev/null
  "$TENANTCTL" pool create everybody --pattern shared --region eu-west-1 --quiet >/dev/null
}

echo "== by share of requests"
new_store requests
{
  echo "slug,name,external.address"
  awk '{ print $1 }' "$data/access.log" | sort -u | awk '{ slug = $1; gsub(/[.:]/, "-", slug); print "ip-" slug "," $1 "," $1 }'
} | "$TENANTCTL" tenant import - --format csv --tier free --region eu-west-1
"$TENANTCTL" usage ingest "$data/access.log" --format access-log --backfill
"$TENANTCTL" usage ingest "$data/access.log" --format access-log --backfill
"$TENANTCTL" usage top --meter http.requests --period 2015-05 --limit 3
"$TENANTCTL" usage verify
"$TENANTCTL" cost import "$data/focus-bill.csv" --format focus
"$TENANTCTL" cost rule set by-requests --method proportional --meter http.requests --usage-period 2015-05 --quiet
"$TENANTCTL" cost attribute --period all
"$TENANTCTL" cost report --by tenant --period all --limit 10
"$TENANTCTL" cost explain address:66.249.73.135 --period all --summary

echo "== directly, by sub-account"
new_store direct
{
  echo "slug,external.sub-account"
  python3 - "$data/focus-bill.csv" <<'PYTHON'
import csv, sys
with open(sys.argv[1], newline="") as bill:
    accounts = {row["SubAccountId"] for row in csv.DictReader(bill)} - {"NULL", ""}
for number, account in enumerate(sorted(accounts)):
    print(f"account-{number},{account}")
PYTHON
} | "$TENANTCTL" tenant import - --format csv --tier free --region eu-west-1
"$TENANTCTL" cost import "$data/focus-bill.csv" --format focus
"$TENANTCTL" cost rule set own-accounts --method direct --owner external:sub-account --quiet
"$TENANTCTL" cost attribute --period all
"$TENANTCTL" cost report --by tenant --period all --limit 10
"$TENANTCTL" cost report --by service --period all --limit 10
