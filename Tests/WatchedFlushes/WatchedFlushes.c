// SPDX-License-Identifier: Apache-2.0

// The calls by which a process flushes files take the place of the system library's here, also for the database engine: what
// was never flushed is gone when the host loses power.

#define _GNU_SOURCE
#include "WatchedFlushes.h"

#include <sys/syscall.h>
#include <unistd.h>

static flush_watcher watcher;

void watch_flushes(flush_watcher next) { watcher = next; }

static int flush_all(int file) { return (int)syscall(SYS_fsync, file); }

static int flush_data(int file) { return (int)syscall(SYS_fdatasync, file); }

int fsync(int file) { return watcher ? watcher(file, flush_all) : flush_all(file); }

int fdatasync(int file) { return watcher ? watcher(file, flush_data) : flush_data(file); }
