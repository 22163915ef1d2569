// Makes the npm packages of a release out of its archives: one for each platform
// that holds the program, and "nhivet", which depends on all of them and of which
// npm installs the one that fits. Nothing is downloaded and nothing is run when they
// are installed, so "npm ci --ignore-scripts" is enough, and the lock file pins the
// bytes.
//
//   node packaging/npm/build.mjs v0.3.0 dist out
//   for p in out/*; do npm publish --provenance --access public "$p"; done
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [tag, dist, out] = process.argv.slice(2);
if (!tag || !dist || !out) throw new Error("usage: build.mjs vX.Y.Z DIST OUT");
const version = tag.replace(/^v/, "");
const here = dirname(fileURLToPath(import.meta.url));
const common = { version, license: "Apache-2.0", repository: { type: "git", url: "git+https://github.com/nhivet/nhivet.git" } };

// npm's words for the platforms of a release.
const platforms = [
  { go: "linux_amd64", os: "linux", cpu: "x64" },
  { go: "linux_arm64", os: "linux", cpu: "arm64" },
  { go: "darwin_amd64", os: "darwin", cpu: "x64" },
  { go: "darwin_arm64", os: "darwin", cpu: "arm64" },
  { go: "windows_amd64", os: "win32", cpu: "x64" },
  { go: "windows_arm64", os: "win32", cpu: "arm64" },
];

function pack(name, manifest, fill) {
  const folder = join(out, name.replace("/", "-").replace("@", ""));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  fill(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, ...manifest, ...common }, null, 2) + "\n");
}

const optional = {};
for (const p of platforms) {
  const name = `@nhivet/${p.os}-${p.cpu}`;
  const program = p.os === "win32" ? "nhivet.exe" : "nhivet";
  optional[name] = version;
  pack(name, { description: `nhivet for ${p.os} on ${p.cpu}`, os: [p.os], cpu: [p.cpu], files: [program] }, (folder) => {
    execFileSync("tar", ["-xzf", resolve(dist, `nhivet_${version}_${p.go}.tar.gz`), "-C", folder, program]);
  });
}
pack("nhivet", {
  description: "Find where an AI agent is becoming a standing secret holder",
  bin: { nhivet: "nhivet.js" }, files: ["nhivet.js"], optionalDependencies: optional, engines: { node: ">=18" },
}, (folder) => cpSync(join(here, "nhivet.js"), join(folder, "nhivet.js")));
