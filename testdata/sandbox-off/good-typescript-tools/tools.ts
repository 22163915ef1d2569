import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { promisify } from "node:util";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { tool } from "ai";
import { z } from "zod";

const run = promisify(execFile);
const folder = "/srv/notes";

export const usage = tool({
  description: "Tells how full a folder is",
  inputSchema: z.object({ path: z.string() }),
  execute: async ({ path }) => (await run("du", ["-sh", "--", path])).stdout,
});

const server = new McpServer({ name: "notes", version: "1.0.0" });

server.registerTool("save", { inputSchema: { name: z.string(), text: z.string() } }, async ({ name, text }) => {
  const target = resolve(folder, name);
  if (!target.startsWith(folder + sep)) {
    throw new Error("outside of the folder of notes");
  }
  await writeFile(target, text);
  return { content: [{ type: "text", text: "saved" }] };
});
