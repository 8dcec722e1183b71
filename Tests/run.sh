#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what the tests need, then runs all of them; further arguments go to 'swift test'.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v swift >/dev/null || { echo "error: Swift 6.3 is needed: https://www.swift.org/install" >&2; exit 1; }
# The shells, the pseudo-terminal, the manual's checker and a database server are driven by tests of what is shipped.
./Tests/setup.sh libsqlite3-dev pkg-config sqlite3 tzdata zsh fish mandoc python3 postgresql

swift build --build-tests --enable-code-coverage
exec swift test --skip-build --enable-code-coverage "$@"
