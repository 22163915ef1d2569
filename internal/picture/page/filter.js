// Which nodes match, and what is shown: those, and what leads to and from them.

function criteria(form) {
  const f = new FormData(form);
  return {
    text: (f.get("text") || "").trim().toLowerCase(), environment: f.get("environment"), kind: f.get("kind"),
    level: f.get("level"), shared: f.has("shared"), standing: f.has("standing"),
  };
}

function words(n) {
  return n.words || (n.words = [n.label, n.note, n.type, n.kind, ...n.rows.flat()].join("\n").toLowerCase());
}

function matches(n, c) {
  return (!c.text || words(n).includes(c.text)) &&
    (!c.environment || n.environment === (c.environment === "none" ? "" : c.environment)) &&
    (!c.kind || n.kind === c.kind || n.kind + "/" + n.type === c.kind) &&
    (!c.level || (rankOf[n.level] || 0) >= rankOf[c.level]) &&
    (!c.shared || n.shared > 0) && (!c.standing || n.standing);
}

// choose gives the matching nodes and the visible ones.
function choose(g, c) {
  const hits = new Set();
  for (const n of g.nodes.values()) if (matches(n, c)) hits.add(n.id);
  return {hits, visible: hits.size === g.nodes.size ? hits : paths(g, hits)};
}
