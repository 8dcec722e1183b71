// SPDX-License-Identifier: Apache-2.0

// The calls by which a process changes files take the place of the system library's here, also for the database engine, so
// that a process can be killed between any two of them. What is written through a mapping is not durable and not counted.

#define _GNU_SOURCE
#include "DeadlyWrites.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long passed;
static atomic_long deadly = -1;

void deadly_writes_arm(long number) {
  passed = 0;
  deadly = number;
}

long deadly_writes_passed(void) { return passed; }

static void pass(void) {
  long point = atomic_load(&deadly);
  if (point < 0) return;
  if (atomic_fetch_add(&passed, 1) + 1 == point) kill(getpid(), SIGKILL);
}

ssize_t write(int file, const void *bytes, size_t count) {
  pass();
  return syscall(SYS_write, file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  pass();
  return syscall(SYS_pwrite64, file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  pass();
  return syscall(SYS_pwrite64, file, bytes, count, offset);
}

int ftruncate(int file, off_t length) {
  pass();
  return (int)syscall(SYS_ftruncate, file, length);
}

int ftruncate64(int file, off64_t length) {
  pass();
  return (int)syscall(SYS_ftruncate, file, length);
}

int fsync(int file) {
  pass();
  return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
  pass();
  return (int)syscall(SYS_fdatasync, file);
}

int unlink(const char *path) {
  pass();
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int unlinkat(int folder, const char *path, int flags) {
  pass();
  return (int)syscall(SYS_unlinkat, folder, path, flags);
}

int rename(const char *from, const char *to) {
  pass();
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  pass();
  return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
}
