// Prints what the validator found in a file, and exits 1 if any of it is an
// error or a warning. Notes are counted; those in the table below are expected.
const fs = require("fs");
const [file, output] = process.argv.slice(2);

// Notes that we choose to have, and why.
const expected = {
  SARIF2002: "messages are whole sentences: GitHub needs message.text",
  SARIF2003: "the revision is the uploader's to say",
  SARIF2009: "rule ids are names, one spelling everywhere",
  SARIF2010: "no snippets: a snippet may hold a secret",
  SARIF2011: "no context regions around a line: they may hold a secret",
};

const log = JSON.parse(fs.readFileSync(output, "utf8").replace(/^\uFEFF/, ""));
let bad = 0;
const notes = {};
for (const run of log.runs) {
  const rules = run.tool.driver.rules ?? [];
  for (const r of run.results ?? []) {
    const id = r.ruleId ?? rules[r.ruleIndex]?.id;
    const level = r.level ?? "warning";
    if (level === "note" && id in expected) {
      notes[id] = (notes[id] ?? 0) + 1;
      continue;
    }
    if (level !== "note") bad++;
    const line = r.locations?.[0]?.physicalLocation?.region?.startLine ?? 0;
    const what = r.message.text ?? (r.message.arguments ?? []).join(", ");
    console.log(`${file}:${line}: ${level} ${id}: ${what}`);
  }
}
const counted = Object.entries(notes).map(([id, n]) => `${id} ${n}`).join(", ");
console.log(`${file}: ${bad} errors and warnings${counted ? `; expected notes: ${counted}` : ""}`);
process.exit(bad ? 1 : 0);
