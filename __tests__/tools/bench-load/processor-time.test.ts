import { existsSync, readFileSync } from "node:fs";
import { parseStat, secondsOf } from "../../../tools/bench/load/processor-time";

test("a line of /proc/<pid>/stat is read past a name with parentheses and spaces", () => {
  // pid (comm) state ppid pgrp session tty_nr tpgid flags minflt cminflt majflt cmajflt utime stime cutime cstime …
  const line = "4711 (node (a) b) S 42 4711 4711 0 -1 4194560 100 200 0 0 250 150 1000 500 20 0 11 0 12345 1 2 3";
  expect(parseStat(line)).toEqual({ parent: 42, own: 4, ended: 15 });
});

test("the processor time of a process is what it says of itself", () => {
  const busy = performance.now() + 200;
  while (performance.now() < busy);
  const { user, system } = process.cpuUsage();
  const seconds = secondsOf(process.pid);
  const expected = (user + system) / 1e6;
  // Hundredths of a second, in each of two figures, and what runs between the two.
  if (!existsSync("/proc/self/stat")) return expect(seconds).toBeUndefined();
  // The programs that test files before this one have run in this process count, and it doesn't say of them.
  const { ended } = parseStat(readFileSync("/proc/self/stat", "utf8"));
  expect(Math.abs(seconds! - ended - expected)).toBeLessThan(0.5);
});

test("a process that has ended has none", () => {
  // Linux's own limit of process ids is 2^22.
  expect(secondsOf(2 ** 22 + 1)).toBeUndefined();
});
