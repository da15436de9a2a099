// The ties of the table as a network: thickness tells how many statements, a pale line that most of them are doubtful,
// a small node between two parties that it stood between them.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";

const FEW = 40; // parties up to which every name is written
const holder = document.getElementById("network");
const rows = [...document.querySelectorAll("tr[data-a]")];
if (holder && rows.length) {
  const ink = () => getComputedStyle(document.body).color;
  const graph = new Graph({ multi: false });
  const degree = {};
  for (const row of rows) for (const end of [row.dataset.a, row.dataset.b]) degree[end] = (degree[end] ?? 0) + Number(row.dataset.n);
  const most = Math.max(...Object.values(degree));
  const strongest = Math.max(...rows.map((row) => Number(row.dataset.n)));
  const names = Object.keys(degree).sort();
  names.forEach((name, number) => {
    const turn = (2 * Math.PI * number) / names.length;
    graph.addNode(name, { label: name, x: Math.cos(turn), y: Math.sin(turn), size: 4 + 14 * Math.sqrt(degree[name] / most), color: "#3f7fb5" });
  });
  for (const row of rows) {
    const { a, b, n, doubt } = row.dataset;
    const pale = Math.round(230 - 150 * Number(doubt)).toString(16).padStart(2, "0");
    graph.addEdge(a, b, { size: 0.6 + 5 * Math.sqrt(Number(n) / strongest), color: `#7d7a74${pale}` });
  }
  forceAtlas2.assign(graph, { iterations: 300, settings: forceAtlas2.inferSettings(graph) });
  // Who stood between two parties stands on their tie, once the parties have their places.
  for (const row of rows) {
    const { a, b, via } = row.dataset;
    const between = (via ?? "").split(";").filter(Boolean).slice(0, 2);
    for (const [number, name] of between.entries()) {
      const node = `${a}|${name}|${b}`;
      const share = (number + 1) / (between.length + 1);
      const part = (axis) => graph.getNodeAttribute(a, axis) * (1 - share) + graph.getNodeAttribute(b, axis) * share;
      graph.addNode(node, { label: `${name} between`, x: part("x"), y: part("y"), size: 3, color: "#b5763f" });
      for (const end of [a, b]) graph.addEdge(node, end, { size: 0.8, color: "#b5763f88" });
      if (graph.hasNode(name) && ![a, b].includes(name)) graph.addEdge(node, name, { size: 0.8, color: "#b5763f88" });
    }
  }
  holder.hidden = false;
  try {
    const every = names.length <= FEW;
    const picture = new Sigma(graph, holder, {
      labelColor: { color: ink() }, labelRenderedSizeThreshold: every ? 0 : 5, labelDensity: every ? 4 : 1,
      labelGridCellSize: every ? 40 : 100, allowInvalidContainer: true, minCameraRatio: 0.05, maxCameraRatio: 4,
    });
    picture.on("clickNode", ({ node }) => {
      const name = node.includes("|") ? node.split("|")[1] : node;
      location.href = `/parties/${encodeURIComponent(name)}`;
    });
    // One party held under the pointer: only its own ties stay.
    let near = null;
    picture.on("enterNode", ({ node }) => { near = new Set([node, ...graph.neighbors(node)]); picture.refresh(); });
    picture.on("leaveNode", () => { near = null; picture.refresh(); });
    picture.setSetting("nodeReducer", (node, shown) => {
      if (!every && node.includes("|") && !near?.has(node)) return { ...shown, hidden: true };
      return near && !near.has(node) ? { ...shown, color: "#9b989355", label: "" } : shown;
    });
    picture.setSetting("edgeReducer", (edge, shown) => near && !graph.extremities(edge).every((end) => near.has(end)) ? { ...shown, hidden: true } : shown);
    document.getElementById("theme")?.addEventListener("click", () => picture.setSetting("labelColor", { color: ink() }));
  } catch { holder.hidden = true; } // a machine without WebGL has the table
}
