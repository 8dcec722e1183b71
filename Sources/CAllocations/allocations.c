// SPDX-License-Identifier: Apache-2.0

// Swift cannot take the place of malloc, which its runtime calls for every object; a program that links this counts the calls.

#include "CAllocations.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);

static atomic_ulong count;

void *malloc(size_t size) {
  atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
  return __libc_malloc(size);
}

unsigned long allocation_count(void) { return atomic_load_explicit(&count, memory_order_relaxed); }

unsigned long allocated_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}
