// SPDX-License-Identifier: Apache-2.0

#ifndef WATCHED_FLUSHES_H
#define WATCHED_FLUSHES_H

/// Flushes a file as the system library would; returns what it returns.
typedef int (*flush_call)(int file);

/// Does a flush, by the call it is handed.
typedef int (*flush_watcher)(int file, flush_call flush);

/// Lets every fsync and fdatasync of the process go through a function from now on.
void watch_flushes(flush_watcher watcher);

#endif
