// SPDX-License-Identifier: Apache-2.0

#pragma once

/// Lets the process kill itself before the write with this number, counted from now and from 1; 0 only counts.
void deadly_writes_arm(long number);

/// How many writes there were since.
long deadly_writes_passed(void);
