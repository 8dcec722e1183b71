// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantctlCommands

exit(Program.run(Array(CommandLine.arguments.dropFirst()), in: ProcessContext.make()))
