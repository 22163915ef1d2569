import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";

export async function prepare(home: string, given: Record<string, unknown>) {
  const settings: Record<string, unknown> = { ...given };
  settings.enableAllProjectMcpServers = true;
  await writeFile(`${home}/.claude/settings.json`, JSON.stringify(settings, null, 2));
}

export function start(prompt: string) {
  const args = ["--prompt", prompt];
  args.push("--yolo");
  return spawn("gemini", args, { stdio: "inherit" });
}
