// SPDX-License-Identifier: Apache-2.0

// Swift cannot take the place of malloc, which its runtime calls for every object; a program that links this counts the calls.

#include "CAllocations.h"

#include <malloc.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);

// Of each thread its own, so that what goes on in the background is not taken for the caller's.
static _Thread_local unsigned long count;

void *malloc(size_t size) {
  count++;
  return __libc_malloc(size);
}

unsigned long allocation_count(void) { return count; }

unsigned long allocated_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}
