#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Lets processes admit what they can of limits while they are killed, stopped and starved, and checks that no limit is passed:
# 'Tests/torture.sh --minutes 30 --seed 7'; without arguments two minutes. CI gives it one.
set -euo pipefail
cd "$(dirname "$0")/.."

# As the tests are built, so that nothing is compiled twice; of its coverage nobody wants to know.
swift build --product tenant-torture --enable-code-coverage >&2
export LLVM_PROFILE_FILE=/dev/null
exec "$(swift build --show-bin-path)/tenant-torture" run "$@"
