import fs, { writeFile, writeFileSync } from "fs";
import * as later from "fs/promises";
import * as files from "node:fs";
import * as nodeLater from "node:fs/promises";
import OpenAI from "openai";

export async function keep(answer: any, grant: any, made: any, session: any) {
  writeFile("a.txt", answer.access_token);
  writeFileSync("b.txt", answer.refresh_token);
  await later.writeFile("c.txt", answer.id_token);
  files.writeFile("d.txt", answer.client_secret);
  files.writeFileSync("e.txt", grant.AccessToken);
  await nodeLater.writeFile("f.txt", grant.RefreshToken);
  await fs.promises.writeFile("g.txt", grant.IdToken);
  await files.promises.writeFile("h.txt", made.ClientSecret);
  console.log("string", made.SecretString);
  console.log("key", session.SecretAccessKey);
  console.log("session", session.SessionToken);
  return new OpenAI();
}

export function look(request: any) {
  console.log("headers", request.headers);
  return request.headers.authorization;
}

export function second(request: any) {
  console.log("headers", request.headers);
  return request.headers["x-api-key"];
}
