// The ties of the table as a network: thickness tells how many statements, a pale line that most of them are doubtful,
// a dotted node between two parties that it stood between them.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";

const holder = document.getElementById("network");
const rows = [...document.querySelectorAll("tr[data-a]")];
if (holder && rows.length) {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const probe = document.createElement("span");
  document.body.append(probe);
  const shown = (name) => { probe.className = name; return getComputedStyle(probe).color; };
  const ink = getComputedStyle(document.body).color;
  const graph = new Graph({ multi: false });
  const degree = {};
  for (const row of rows) for (const end of [row.dataset.a, row.dataset.b]) degree[end] = (degree[end] ?? 0) + Number(row.dataset.n);
  const most = Math.max(...Object.values(degree));
  Object.keys(degree).sort().forEach((name, number, all) => {
    const turn = (2 * Math.PI * number) / all.length;
    graph.addNode(name, { label: name, x: Math.cos(turn), y: Math.sin(turn), size: 4 + 14 * Math.sqrt(degree[name] / most), color: "#3f7fb5" });
  });
  for (const row of rows) {
    const { a, b, n, doubt, via } = row.dataset;
    const pale = Math.round(230 - 150 * Number(doubt)).toString(16).padStart(2, "0");
    graph.addEdge(a, b, { size: 1 + 5 * Math.sqrt(Number(n) / most), color: `#7d7a74${pale}` });
    for (const between of (via ?? "").split(";").filter(Boolean).slice(0, 2)) {
      const node = `${a}|${between}|${b}`;
      graph.addNode(node, { label: `${between} between`, x: graph.getNodeAttribute(a, "x") / 2, y: graph.getNodeAttribute(b, "y") / 2, size: 3, color: "#b5763f" });
      for (const end of [a, b]) graph.addEdge(node, end, { size: 0.6, color: "#b5763f88" });
      if (graph.hasNode(between) && ![a, b].includes(between)) graph.addEdge(node, between, { size: 0.6, color: "#b5763f88" });
    }
  }
  forceAtlas2.assign(graph, { iterations: 180, settings: { ...forceAtlas2.inferSettings(graph), gravity: 1.2 } });
  probe.remove();
  holder.hidden = false;
  try {
    const picture = new Sigma(graph, holder, { labelColor: { color: ink }, labelRenderedSizeThreshold: 5, allowInvalidContainer: true });
    picture.on("clickNode", ({ node }) => {
      const name = node.includes("|") ? node.split("|")[1] : node;
      location.href = `/parties/${encodeURIComponent(name)}`;
    });
  } catch { holder.hidden = true; } // a machine without WebGL has the table
}
