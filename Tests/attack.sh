#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tries the forty ways in which isolation fails against the library and the built program, and says which wall refused each:
# 'Tests/attack.sh'. It ends with a status other than zero where one got through or was not tried. In a build of its own that
# leaves a wall out, it shows what the others still hold: 'Tests/attack.sh --without checks', or 'cryptography'.
set -euo pipefail
cd "$(dirname "$0")/.."

# Of the coverage of the programs nobody wants to know.
export LLVM_PROFILE_FILE=/dev/null
if [ "${1:-}" = --without ]; then
  case "${2:-}" in
    checks | cryptography) export TENANTCTL_TEST_WITHOUT=$2 ;;
    *) echo "error: there is no wall '${2:-}' to leave out; say checks or cryptography" >&2 && exit 2 ;;
  esac
  # The named tests ask for all walls; here only what is tried live tells the walls apart.
  folder=".build-without-$2"
  swift build --product tenant-attack --scratch-path "$folder" >&2
  exec "$(swift build --show-bin-path --scratch-path "$folder")/tenant-attack" run --without "$2"
fi
results=$(mktemp)
trap 'rm -f "$results"' EXIT
swift build --build-tests --enable-code-coverage >&2
program="$(swift build --show-bin-path)/tenant-attack"
status=0
swift test --skip-build --enable-code-coverage --filter "$("$program" filter)" > "$results" 2>&1 || status=$?
"$program" run --tests "$results"
if [ "$status" -ne 0 ]; then
  echo "error: the tests ended with status $status" >&2
  tail -n 30 "$results" >&2
  exit 1
fi
