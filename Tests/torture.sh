#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Lets processes admit what they can of limits while they are killed, stopped and starved, and checks that no limit is passed:
# 'Tests/torture.sh --minutes 30 --seed 7'; without arguments two minutes, as CI does.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --product tenant-torture >&2
exec "$(swift build --show-bin-path)/tenant-torture" run "$@"
