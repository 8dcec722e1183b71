#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The main job in a minute: onboard, limit, toggle, move, meter and report, on a new store and generated input.
#
#   ./examples/quickstart.sh [FOLDER]
#
# Installs what is missing, builds the program, and leaves the store and the report in FOLDER (a new one by default).
# TENANTCTL=/path/to/tenantctl runs a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${TENANTCTL:-}" ]; then
  command -v swift >/dev/null || { echo "error: Swift 6.3 is needed: https://www.swift.org/install" >&2; exit 1; }
  ./Tests/setup.sh libsqlite3-dev pkg-config tzdata
  swift build --product tenantctl >&2
  TENANTCTL=$(swift build --show-bin-path)/tenantctl
fi
folder=${1:-$(mktemp -d)}
mkdir -p "$folder"
export TENANTCTL_STORE="$folder/state.db"
bold='' plain=''
[ -t 1 ] && bold=$(printf '\033[1m') plain=$(printf '\033[0m')

title() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }
# Shows a command, then runs it.
run() {
  printf '%s$ tenantctl %s%s\n' "$bold" "$*" "$plain"
  "$TENANTCTL" "$@"
}
quietly() { "$TENANTCTL" "$@" --quiet >/dev/null; }

./examples/generate-input.sh "$folder"
cd "$folder"

title "1. Onboard: a store, two pools, 24 tenants from a file and one by hand"
run init --quiet
quietly pool create shared-eu --pattern shared --region eu-west-1 --capacity-units 400
quietly pool create vault-eu --pattern dedicated --region eu-west-1
quietly instance register vault-1 --pool vault-eu --endpoint vault-1.internal:5432
quietly instance register vault-2 --pool vault-eu --endpoint vault-2.internal:5432
run tenant import tenants.csv --output jsonl
run tenant onboard acme --tier enterprise --region eu-west-1 --name 'Acme Inc' --external-id sub-account=acct-acme --fields slug,tier,state
run pool list

title "2. Limit: quotas by tier, an exception for one tenant, a grant that ends by itself"
quietly quota set api.requests.monthly 20k/month --tier starter --reason 'new plan'
quietly quota grant api.requests.monthly --tenant tenant-07 --add 20% --until 2099-01-01 --reason 'black friday'
run quota show api.requests.monthly --tenant tenant-07

title "3. Toggle: a flag for two tiers and a fifth of the others"
quietly flag create checkout.new-form --description 'One-page checkout' --rule 'tier in pro,enterprise => on'
quietly flag on checkout.new-form
quietly flag rollout checkout.new-form 20%
run flag evaluate checkout.new-form --tenant acme
run flag evaluate checkout.new-form --tenant tenant-01 --explain

title "4. Move: a growing tenant gets an instance of its own"
quietly tenant update tenant-07 --tier pro
run migration plan tenant-07 --to vault-eu
run migration start tenant-07 --to vault-eu --reason 'noisy neighbour' --quiet
run placement show tenant-07

title "5. Meter: usage events, counted once however often they are told"
run usage ingest events.ndjson --backfill --quiet
run usage ingest events.ndjson --backfill --output jsonl
run usage top --meter http.requests --period 2026-10 --limit 5
run quota show api.requests.monthly --tenant tenant-07 --at 2026-10-31T12:00:00Z --fields quota,limit,used,remaining,percent,overdrawn

title "6. Report: the cloud bill, shared out to the last digit"
run cost import bill.csv --format focus --quiet
quietly cost rule set own-accounts --method direct --owner external:sub-account --match subAccount=acct-acme --priority 10
quietly cost rule set support --match category=Support --method even --by head --priority 20
quietly cost rule set by-requests --method proportional --meter http.requests --priority 90
run cost attribute --period 2026-10 --quiet
run cost report --by tenant --period 2026-10 --limit 8
run cost report --by tenant --period 2026-10 --html report.html --quiet >/dev/null
run journal verify

title "Done"
echo "The store is $TENANTCTL_STORE, the report for people is $folder/report.html"
echo "Look around: export TENANTCTL_STORE=$TENANTCTL_STORE; $TENANTCTL help"
