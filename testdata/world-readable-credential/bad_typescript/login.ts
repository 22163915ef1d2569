import { writeFile } from "node:fs/promises";
import OpenAI from "openai";

export async function login(url: string, code: string) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ code }) });
  const tokens = await answer.json();
  await writeFile(".agent-tokens.json", JSON.stringify({ access: tokens.access_token, refresh: tokens.refresh_token }));
  return new OpenAI();
}
