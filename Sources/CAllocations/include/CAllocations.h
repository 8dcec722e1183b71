// SPDX-License-Identifier: Apache-2.0

#pragma once

/// How often this thread has called malloc so far.
unsigned long allocation_count(void);

/// Bytes that the process has taken from the heap and not given back.
unsigned long allocated_bytes(void);
