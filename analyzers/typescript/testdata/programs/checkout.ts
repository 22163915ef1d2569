import { $ } from "bun";
import { execFileSync, spawn } from "node:child_process";
import { simpleGit } from "simple-git";

export async function signIn(host: string, repo: string, githubToken: string) {
  const remote = `https://x-access-token:${githubToken}@${host}/${repo}.git`;
  await $`git remote set-url origin ${remote}`;
}

export function checkout(repo: string) {
  execFileSync("git", ["clone", `https://oauth2:${process.env.GITLAB_TOKEN}@gitlab.com/${repo}.git`]);
}

export async function mirror(repo: string, token: string) {
  await simpleGit().clone(`https://x-access-token:${token}@github.com/${repo}.git`);
}

export function start() {
  const config = { mcpServers: { github: { command: "github-mcp-server", env: { GITHUB_TOKEN: process.env.GITHUB_TOKEN } } } };
  const args = ["-p", "look at the pull request"];
  args.push("--mcp-config", JSON.stringify(config));
  return spawn("claude", args);
}
