// The page: drawing, choosing, moving by keys.

(() => {
  const $ = id => document.getElementById(id);
  const make = (tag, name, text) => {
    const e = document.createElement(tag);
    if (name) e.className = name;
    if (text !== undefined) e.textContent = text;
    return e;
  };
  const svgNS = "http://www.w3.org/2000/svg";
  const icons = {
    agent: "M5 7h8a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2zM9 7V3M6.5 10.5v1M11.5 10.5v1",
    identity: "M3 4h12v11H3zM9 10.2a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8zM5.8 13.2a3.3 3.3 0 0 1 6.4 0",
    credential: "M6 12.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM9.2 9.3H16M13.5 9.3v3M15.8 9.3v2",
    grant: "M9 2.5l6 2.2v4.1c0 3.4-2.4 5.7-6 6.9-3.6-1.2-6-3.5-6-6.9V4.700z",
  };
  const scene = JSON.parse($("scene").textContent);
  const g = graphOf(scene);
  const stage = $("stage"), canvas = $("canvas"), svg = $("edges"), form = $("filters");
  const kinds = {agent: "Agent", identity: "Identity", credential: "Credential", grant: "Grant"};
  const widths = {least: 800, gap: .08};
  let chosen = null, shown = {hits: new Set(), visible: new Set()}, places = null, reach = null, current = null;

  function icon(kind) {
    const s = document.createElementNS(svgNS, "svg"), p = document.createElementNS(svgNS, "path");
    s.setAttribute("viewBox", "0 0 18 18");
    s.setAttribute("aria-hidden", "true");
    p.setAttribute("d", icons[kind]);
    p.setAttribute("class", "icon");
    s.append(p);
    return s;
  }

  function spoken(n) {
    const out = [kinds[n.kind] + " " + n.label, n.note];
    if (n.environment) out.push(n.environment);
    if (n.shared) out.push("shared by " + n.shared + " agents");
    if (n.kind === "credential") out.push(n.life + (n.standing ? ", standing" : ""));
    if (n.level) out.push("finding of level " + n.level);
    return out.join(", ");
  }

  for (const n of scene.nodes) {
    const b = make("button", ["node", n.kind, n.shared ? "shared" : "", n.standing ? "standing" : ""].filter(Boolean).join(" "));
    b.type = "button";
    b.id = "node-" + n.id;
    b.tabIndex = -1;
    b.title = n.label;
    b.setAttribute("aria-label", spoken(n));
    b.setAttribute("aria-pressed", "false");
    const tags = make("span", "tags");
    if (n.shared) tags.append(make("span", "tag shared", "×" + n.shared));
    if (n.standing) tags.append(make("span", "tag standing", n.life));
    if (n.breadth === "admin" || n.breadth === "wildcard") tags.append(make("span", "tag wide", n.breadth));
    const top = make("span", "line"), bottom = make("span", "line");
    top.append(make("b", "", n.label));
    if (n.level) top.append(make("span", "level " + n.level));
    bottom.append(make("small", "", [n.note, n.environment].filter(Boolean).join(" · ")), tags);
    b.append(icon(n.kind), top, bottom);
    n.button = b;
    canvas.append(b);
  }
  for (const e of scene.edges) {
    e.path = document.createElementNS(svgNS, "path");
    e.path.setAttribute("class", e.kind + (e.guess ? " guess" : ""));
    svg.append(e.path);
  }
  const tip = document.createElementNS(svgNS, "marker");
  for (const [k, v] of Object.entries({id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto", markerUnits: "userSpaceOnUse"})) tip.setAttribute(k, v);
  const head = document.createElementNS(svgNS, "path");
  head.setAttribute("d", "M1 1L7 4L1 7");
  tip.append(head);
  svg.append(tip);
  const rules = document.createElementNS(svgNS, "path");
  rules.setAttribute("class", "rules");
  svg.prepend(rules);

  // draw puts every visible node in its place.
  function draw() {
    const few = shown.visible.size <= 160;
    canvas.classList.toggle("small", !few);
    const pitch = few ? 58 : 38, height = few ? 46 : 30;
    const width = Math.max(widths.least, stage.clientWidth - 2), pad = 20;
    const gap = Math.round(width * widths.gap), w = Math.floor((width - 2 * pad - 2 * gap) / 3);
    const x = k => pad + k * (w + gap);
    places = arrange(g, shown.visible, pitch);
    canvas.style.width = width + "px";
    canvas.style.height = places.height + pad + "px";
    svg.setAttribute("width", width);
    svg.setAttribute("height", places.height + pad);
    document.querySelectorAll(".heads span").forEach((s, k) => { s.style.left = x(k) + "px"; });
    $("heads").style.width = width + "px";
    rules.setAttribute("d", places.rules.map(y => `M${pad} ${y + 8}H${width - pad}`).join(""));
    for (const n of scene.nodes) {
      const on = shown.visible.has(n.id), s = n.button.style;
      n.button.hidden = !on;
      n.button.classList.toggle("context", on && !shown.hits.has(n.id));
      if (!on) continue;
      s.left = x(columnOf[n.kind]) + "px";
      s.top = places.at.get(n.id) + 8 - height / 2 + "px";
      s.width = w + "px";
      s.height = height + "px";
    }
    for (const e of scene.edges) {
      const from = g.nodes.get(e.from), to = g.nodes.get(e.to);
      const on = shown.visible.has(e.from) && shown.visible.has(e.to);
      e.path.style.display = on ? "" : "none";
      if (!on) continue;
      const a = columnOf[from.kind], b = columnOf[to.kind], y1 = places.at.get(e.from) + 8, y2 = places.at.get(e.to) + 8;
      if (a === b) { // an arc beside the column: to the left of agents, else to the right
        const side = a === 0 ? x(0) : x(a) + w, far = side + (a === 0 ? -1 : 1) * Math.min(gap * .45, 16 + Math.abs(y2 - y1) * .12, a === 0 ? pad - 2 : 999);
        e.path.setAttribute("d", `M${side} ${y1}C${far} ${y1} ${far} ${y2} ${side} ${y2}`);
        e.path.setAttribute("marker-end", "url(#tip)");
      } else if (e.via) { // through the middle column
        const y = places.at.get(e.via) + 8, x1 = x(a) + w, x2 = x(1), x3 = x(1) + w, x4 = x(b), bend = (x2 - x1) * .5;
        e.path.setAttribute("d", `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y} ${x2} ${y}H${x3}C${x3 + bend} ${y} ${x4 - bend} ${y2} ${x4} ${y2}`);
      } else {
        const x1 = x(a) + w, x2 = x(b), bend = (x2 - x1) * .5;
        e.path.setAttribute("d", `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`);
      }
    }
    $("none").hidden = shown.visible.size > 0;
    if (!current || !shown.visible.has(current.id)) rove(scene.nodes.find(n => shown.visible.has(n.id)));
  }

  // rove makes one node the stop of the Tab key.
  function rove(n) {
    if (current) current.button.tabIndex = -1;
    current = n || null;
    if (current) current.button.tabIndex = 0;
  }

  // mark lights up the paths through a node.
  function mark(n) {
    reach = n ? paths(g, [n.id]) : null;
    canvas.classList.toggle("marked", !!n);
    for (const o of scene.nodes) o.button.classList.toggle("on", !!n && reach.has(o.id));
    if (!n) return;
    const up = walk(g, [n.id], "in"), down = walk(g, [n.id], "out");
    for (const e of scene.edges) {
      const on = up.has(e.from) && up.has(e.to) || down.has(e.from) && down.has(e.to);
      e.path.classList.toggle("on", on);
      if (on) svg.append(e.path);
    }
  }

  function select(n, say = true) {
    chosen = n;
    for (const o of scene.nodes) o.button.setAttribute("aria-pressed", String(o === n));
    mark(n);
    const d = $("detail");
    d.hidden = !n;
    listFindings();
    if (!n) { if (say) $("said").textContent = "Nothing is selected."; return; }
    $("detail-title").textContent = n.label;
    $("detail-kind").textContent = [kinds[n.kind], n.note, n.environment].filter(Boolean).join(" · ");
    const dl = $("detail-rows");
    dl.replaceChildren();
    for (const [label, ...lines] of n.rows) {
      dl.append(make("dt", "", label));
      for (const line of lines) dl.append(make("dd", "", line));
    }
    rove(n);
    if (say) $("said").textContent = `${spoken(n)}. On its paths: ${reach.size - 1} other things, ${$("finding-count").textContent}.`;
  }

  // listFindings shows those about what is visible, or on the paths of the selection.
  function listFindings() {
    let n = 0;
    const items = $("findings").children, all = shown.visible.size === scene.nodes.length;
    for (const li of items) {
      const about = li.dataset.about ? li.dataset.about.split(" ") : [];
      const on = chosen ? about.includes(chosen.id) || reach.has(li.dataset.subject) : all || about.some(id => shown.visible.has(id));
      li.hidden = !on;
      if (on) n++;
    }
    $("finding-count").textContent = n === items.length ? `${n} findings` : `${n} of ${items.length} findings`;
  }

  function filter() {
    const c = criteria(form);
    shown = choose(g, c);
    if ($("only").checked && chosen) {
      const mine = paths(g, [chosen.id]);
      shown.visible = new Set([...shown.visible].filter(id => mine.has(id)));
    }
    if (chosen && !shown.visible.has(chosen.id)) select(null, false);
    draw();
    listFindings();
    for (const row of document.querySelectorAll("tr[data-node]")) row.hidden = !shown.visible.has(row.dataset.node);
    $("count").textContent = shown.visible.size === scene.nodes.length ? `${scene.nodes.length} things` : `${shown.hits.size} match, ${shown.visible.size} of ${scene.nodes.length} shown`;
  }

  // neighbour is where an arrow key leads: the next of the column, or of another
  // column the closest that an edge leads to, else the closest.
  function neighbour(n, key) {
    const y = places.at.get(n.id), visible = scene.nodes.filter(o => shown.visible.has(o.id));
    const column = k => visible.filter(o => columnOf[o.kind] === k).sort((a, b) => places.at.get(a.id) - places.at.get(b.id));
    const own = column(columnOf[n.kind]), i = own.indexOf(n);
    switch (key) {
      case "ArrowDown": return own[i + 1];
      case "ArrowUp": return own[i - 1];
      case "Home": return own[0];
      case "End": return own[own.length - 1];
    }
    const step = key === "ArrowRight" ? 1 : -1, linked = new Set([...g.out.get(n.id), ...g.in.get(n.id)].flatMap(e => [e.from, e.to]));
    for (const wanted of [o => linked.has(o.id), () => true]) {
      for (let k = columnOf[n.kind] + step; k >= 0 && k < 3; k += step) {
        const list = column(k).filter(wanted);
        if (list.length) return list.reduce((a, b) => Math.abs(places.at.get(b.id) - y) < Math.abs(places.at.get(a.id) - y) ? b : a);
      }
    }
  }

  const nodeOf = target => { const b = target.closest && target.closest(".node"); return b ? g.nodes.get(b.id.slice(5)) : null; };
  canvas.addEventListener("click", e => {
    const n = nodeOf(e.target);
    select(n && n !== chosen ? n : null);
    if ($("only").checked) filter();
  });
  canvas.addEventListener("focusin", e => { const n = nodeOf(e.target); if (n) { rove(n); if (!chosen) mark(n); } });
  canvas.addEventListener("focusout", () => { if (!chosen) mark(null); });
  canvas.addEventListener("keydown", e => {
    const n = nodeOf(e.target);
    if (!n || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key.startsWith("Arrow") || e.key === "Home" || e.key === "End") {
      e.preventDefault();
      const next = neighbour(n, e.key);
      if (next) { next.button.focus({preventScroll: true}); reveal(next); }
    }
  });
  document.addEventListener("keydown", e => { if (e.key === "Escape" && chosen) { select(null); if ($("only").checked) filter(); } });
  function reveal(n) { n.button.scrollIntoView({block: "center", inline: "nearest"}); }
  $("findings").addEventListener("click", e => {
    const b = e.target.closest("button");
    if (!b) return;
    const n = b.closest("li").dataset.about.split(" ").map(id => g.nodes.get(id)).find(Boolean);
    if (!n) return;
    if (!shown.visible.has(n.id)) { form.reset(); filter(); }
    select(n);
    reveal(n);
  });
  $("clear").addEventListener("click", () => { const n = chosen; select(null); if ($("only").checked) filter(); if (n) n.button.focus(); });
  form.addEventListener("input", filter);
  form.addEventListener("submit", e => e.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  let wide = 0;
  new ResizeObserver(() => { if (stage.clientWidth !== wide) { wide = stage.clientWidth; draw(); } }).observe(stage);
  document.body.classList.add("live");
  filter();
})();
