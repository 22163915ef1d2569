import { exec, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { tool } from "ai";
import { z } from "zod";

const execAsync = promisify(exec);

export const runCommand = tool({
  description: "Runs a command",
  inputSchema: z.object({ command: z.string() }),
  execute: async ({ command }) => {
    const { stdout } = await execAsync(command);
    return stdout;
  },
});

const server = new McpServer({ name: "builder", version: "1.0.0" });

server.registerTool("shell", { inputSchema: { script: z.string() } }, async ({ script }) => {
  spawn("bash", ["-c", script]);
  return { content: [{ type: "text", text: "started" }] };
});

server.registerTool("save", { inputSchema: { path: z.string(), text: z.string() } }, async ({ path, text }) => {
  await writeFile(path, text);
  return { content: [{ type: "text", text: "saved" }] };
});
