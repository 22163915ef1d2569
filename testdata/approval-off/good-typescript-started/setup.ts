import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";

export async function prepare(home: string, given: Record<string, unknown>) {
  const settings: Record<string, unknown> = { ...given, enabledMcpjsonServers: ["docs"] };
  settings.enableAllProjectMcpServers = false;
  await writeFile(`${home}/.claude/settings.json`, JSON.stringify(settings, null, 2));
}

export function start(prompt: string, yolo: boolean) {
  const args = ["--prompt", prompt];
  if (yolo) {
    args.push("--yolo");
  }
  return spawn("gemini", args, { stdio: "inherit" });
}
