"use strict";
// What leads where, and where things stand. Nothing here touches the page.

// graphOf indexes the edges of a scene by both ends.
function graphOf(scene) {
  const g = {nodes: new Map(), out: new Map(), in: new Map(), edges: scene.edges};
  scene.nodes.forEach((n, i) => { n.rank = i; g.nodes.set(n.id, n); g.out.set(n.id, []); g.in.set(n.id, []); });
  for (const e of scene.edges) { g.out.get(e.from).push(e); g.in.get(e.to).push(e); }
  return g;
}

// walk gives all that some nodes lead to: with "in" all that leads to them.
function walk(g, starts, way) {
  const seen = new Set(starts), todo = [...starts];
  while (todo.length) {
    for (const e of g[way].get(todo.pop())) {
      const next = way === "out" ? e.to : e.from;
      if (!seen.has(next)) { seen.add(next); todo.push(next); }
    }
  }
  return seen;
}

// paths are the nodes that lead to some nodes, and those that they lead to.
function paths(g, starts) {
  const up = walk(g, starts, "in");
  return new Set([...up, ...walk(g, starts, "out")]);
}

const columnOf = {agent: 0, identity: 1, via: 1, credential: 1, grant: 2};

// layered gives the visible nodes with their neighbours. What leads from the first
// column to the last goes via a place in the middle, one for each grant, so that it
// does not run behind something that it has nothing to do with.
function layered(g, visible) {
  const near = new Map(), nodes = [];
  const add = n => { nodes.push(n); near.set(n.id, []); return n; };
  for (const n of g.nodes.values()) if (visible.has(n.id)) add(n);
  const link = (a, b) => { if (!near.get(a.id).includes(b)) { near.get(a.id).push(b); near.get(b.id).push(a); } };
  const vias = new Map();
  for (const e of g.edges) {
    if (!visible.has(e.from) || !visible.has(e.to)) continue;
    const from = g.nodes.get(e.from), to = g.nodes.get(e.to);
    e.via = null;
    if (columnOf[to.kind] - columnOf[from.kind] < 2) { link(from, to); continue; }
    if (!vias.has(to.id)) vias.set(to.id, add({id: "via " + to.id, kind: "via", rank: to.rank}));
    e.via = vias.get(to.id).id;
    link(from, vias.get(to.id));
    link(vias.get(to.id), to);
  }
  return {nodes, near};
}

// components are nodes in groups that nothing connects, those with the loudest
// findings first, and what stands alone last.
function components({nodes, near}) {
  const seen = new Set(), list = [];
  for (const n of nodes) {
    if (seen.has(n.id)) continue;
    const members = [n];
    seen.add(n.id);
    for (let i = 0; i < members.length; i++) {
      for (const o of near.get(members[i].id)) if (!seen.has(o.id)) { seen.add(o.id); members.push(o); }
    }
    members.sort((a, b) => a.rank - b.rank);
    list.push(members);
  }
  const loud = m => Math.max(...m.map(n => rankOf[n.level] || 0));
  return list.sort((a, b) => (b.length > 1) - (a.length > 1) || loud(b) - loud(a) || a[0].rank - b[0].rank);
}

const rankOf = {error: 3, warning: 2, note: 1};

// spread gives places as near as can be to the wanted ones, in their order and at
// least a pitch apart: neighbours that are too close move together.
function spread(wanted, pitch) {
  const blocks = [];
  wanted.forEach((y, i) => {
    let b = {sum: y - i * pitch, n: 1};
    while (blocks.length && blocks[blocks.length - 1].sum / blocks[blocks.length - 1].n > b.sum / b.n) {
      const last = blocks.pop();
      b = {sum: last.sum + b.sum, n: last.n + b.n};
    }
    blocks.push(b);
  });
  const out = [];
  for (const b of blocks) for (let k = 0; k < b.n; k++) out.push(b.sum / b.n + out.length * pitch);
  return out;
}

// arrange gives every visible node the middle of its row: columns are ordered by
// the mean of their neighbours, the fullest is stacked, the others follow it.
function arrange(g, visible, pitch) {
  const at = new Map(), rules = [], graph = layered(g, visible);
  let top = 0, alone = false;
  for (const members of components(graph)) {
    if (top > 0 && !alone) {
      top += pitch * .4;
      rules.push(top - pitch * .2);
    }
    alone = members.length === 1; // what stands alone is one list
    const columns = [[], [], []];
    for (const n of members) columns[columnOf[n.kind]].push(n);
    const near = (n, column) => graph.near.get(n.id).filter(o => columnOf[o.kind] === column);
    const mean = (n, others) => {
      const list = others.flatMap(c => near(n, c));
      return list.length ? list.reduce((s, o) => s + at.get(o.id), 0) / list.length : at.get(n.id);
    };
    for (const c of columns) c.forEach((n, i) => at.set(n.id, i));
    for (let sweep = 0; sweep < 6; sweep++) {
      for (const k of sweep % 2 ? [1, 0] : [1, 2]) {
        const others = k === 1 ? (sweep % 2 ? [2, 0] : [0]) : [1];
        const want = new Map(columns[k].map(n => [n.id, mean(n, others)]));
        columns[k].sort((a, b) => want.get(a.id) - want.get(b.id) || a.rank - b.rank);
        columns[k].forEach((n, i) => at.set(n.id, i));
      }
    }
    const most = Math.max(...columns.map(c => c.length));
    const full = columns.findIndex(c => c.length === most);
    columns[full].forEach((n, i) => at.set(n.id, (i + .5) * pitch));
    const rest = full === 1 ? [[0, [1]], [2, [1]]] : full === 0 ? [[1, [0]], [2, [1, 0]]] : [[1, [2]], [0, [1, 2]]];
    for (const [k, others] of rest) {
      const want = columns[k].map(n => {
        const list = others.flatMap(c => near(n, c));
        return {n, y: list.length ? list.reduce((s, o) => s + at.get(o.id), 0) / list.length : most * pitch / 2};
      }).sort((a, b) => a.y - b.y);
      const ys = spread(want.map(w => w.y), pitch);
      want.forEach((w, i) => at.set(w.n.id, ys[i]));
    }
    let low = Infinity, high = -Infinity;
    for (const n of members) { low = Math.min(low, at.get(n.id)); high = Math.max(high, at.get(n.id)); }
    for (const n of members) at.set(n.id, top + at.get(n.id) - low + pitch / 2);
    top += high - low + pitch;
  }
  return {at, height: top, rules};
}
