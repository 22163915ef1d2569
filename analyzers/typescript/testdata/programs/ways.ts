import { exec, execFile, execFileSync, execSync, spawn, spawnSync } from "child_process";
import * as child from "node:child_process";
import * as actions from "@actions/exec";
import spawned from "cross-spawn";
import execa from "execa";
import { $ as run, execa as start, execaCommand, execaCommandSync, execaSync } from "execa";
import * as pty from "node-pty";
import git, { simpleGit } from "simple-git";
import { promisify } from "util";
import { $ } from "zx";

const promised = promisify(exec);
const token = process.env.GITHUB_TOKEN;

export async function ask() {
  exec(`curl -H "Authorization: Bearer ${token}" https://api.github.com/user`);
  execSync(`curl -H "Authorization: Bearer ${token}" https://api.github.com/orgs`);
  await promised(`curl -H "Authorization: Bearer ${token}" https://api.github.com/events`);
  child.exec(`curl -H "Authorization: Bearer ${token}" https://api.github.com/gists`);
  child.execSync(`curl -H "Authorization: Bearer ${token}" https://api.github.com/emojis`);
  execFile("curl", ["-H", `Authorization: Bearer ${token}`]);
  execFileSync("curl", ["-H", `Authorization: Bearer ${token}`]);
  spawn("curl", ["-H", `Authorization: Bearer ${token}`]);
  spawnSync("curl", ["-H", `Authorization: Bearer ${token}`]);
  child.execFile("curl", ["-H", `Authorization: Bearer ${token}`]);
  child.execFileSync("curl", ["-H", `Authorization: Bearer ${token}`]);
  child.spawn("curl", ["-H", `Authorization: Bearer ${token}`]);
  child.spawnSync("curl", ["-H", `Authorization: Bearer ${token}`]);
  spawned("curl", ["-H", `Authorization: Bearer ${token}`]);
  pty.spawn("curl", ["-H", `Authorization: Bearer ${token}`]);
  execa("curl", ["-H", `Authorization: Bearer ${token}`]);
  start("curl", ["-H", `Authorization: Bearer ${token}`]);
  execaSync("curl", ["-H", `Authorization: Bearer ${token}`]);
  execaCommand(`curl -H "Authorization: Bearer ${token}" https://api.github.com/feeds`);
  execaCommandSync(`curl -H "Authorization: Bearer ${token}" https://api.github.com/meta`);
  await actions.exec("curl", ["-H", `Authorization: Bearer ${token}`]);
  await actions.getExecOutput("curl", ["-H", `Authorization: Bearer ${token}`]);
  await $`curl -H ${`Authorization: Bearer ${token}`} https://api.github.com/zen`;
  await run`curl -H ${`Authorization: Bearer ${token}`} https://api.github.com/zen`;
  Bun.spawn(["curl", "-H", `Authorization: Bearer ${token}`]);
  Bun.spawnSync(["curl", "-H", `Authorization: Bearer ${token}`]);
}

export async function remotes(name: string) {
  await git().clone(`https://x-access-token:${token}@github.com/${name}.git`);
  await git().addRemote("mirror", `https://oauth2:${token}@gitlab.com/${name}.git`);
  await git().remote(["set-url", "origin", `https://x-access-token:${token}@github.com/${name}.git`]);
  await simpleGit().addRemote("mirror", `https://oauth2:${token}@gitlab.com/${name}.git`);
  await simpleGit().remote(["set-url", "origin", `https://x-access-token:${token}@github.com/${name}.git`]);
}
