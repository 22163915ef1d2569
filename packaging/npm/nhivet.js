#!/usr/bin/env node
// Runs the nhivet of this platform, with its arguments, its streams and its exit
// code.
"use strict";
const { spawnSync } = require("node:child_process");

const name = `@nhivet/${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/${process.platform === "win32" ? "nhivet.exe" : "nhivet"}`);
} catch {
  console.error(`nhivet: ${name} is not installed: npm left it out (--omit=optional?), or there is none for this platform`);
  process.exit(2);
}
const run = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (run.error) {
  console.error(`nhivet: ${run.error.message}`);
  process.exit(2);
}
if (run.signal) process.kill(process.pid, run.signal);
process.exit(run.status ?? 2);
