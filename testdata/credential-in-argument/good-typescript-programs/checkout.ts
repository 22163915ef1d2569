import { $ } from "bun";
import { execFileSync, spawn } from "node:child_process";

export async function signIn(host: string, repo: string, helper: string) {
  // The remote is written without x-access-token: and a password.
  const remote = `https://${host}/${repo}.git`;
  await $`git remote set-url origin ${remote}`;
  await $`git config credential.helper ${helper}`;
}

export function checkout(repo: string, user: string) {
  execFileSync("git", ["clone", `https://${user}@gitlab.com/${repo}.git`], { env: { ...process.env, GITLAB_TOKEN: process.env.GITLAB_TOKEN } });
}

export function start() {
  const config = { mcpServers: { github: { command: "github-mcp-server", env: { GITHUB_TOKEN: "${GITHUB_TOKEN}" } } } };
  const args = ["-p", "look at the pull request"];
  args.push("--mcp-config", JSON.stringify(config));
  return spawn("claude", args, { env: process.env });
}
