// The places of the table on a map of the world: filled where talks were held and where statements point, ringed where
// records were written. The names of the places with most stand beside them.
import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import world from "world-atlas/countries-110m.json";

const NAMED = 18; // places whose names stand on the map
const holder = document.getElementById("map");
const rows = [...document.querySelectorAll("tr[data-lat]")];
if (holder && rows.length) {
  const made = (name, attributes, words) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (words) element.textContent = words;
    return element;
  };
  const [width, height] = [960, 500];
  const turn = geoNaturalEarth1().fitExtent([[8, 8], [width - 8, height - 8]], { type: "Sphere" });
  const path = geoPath(turn);
  const svg = made("svg", { viewBox: `0 0 ${width} ${height}` });
  svg.append(made("path", { d: path(geoGraticule10()), fill: "none", stroke: "currentColor", "stroke-opacity": 0.08 }));
  for (const land of feature(world, world.objects.countries).features) svg.append(made("path", { d: path(land), class: "land" }));
  const counts = ({ t, r, s }) => [["told-of", Number(s)], ["written", Number(r)], ["told", Number(t)]];
  const most = Math.max(10, ...rows.flatMap((row) => counts(row.dataset).map(([, count]) => count)));
  const taken = [];
  const free = (x, y, words) => {
    const box = [x, y - 10, x + words.length * 5.6, y + 3];
    if (taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) return false;
    taken.push(box);
    return true;
  };
  const labels = [];
  for (const [number, row] of rows.entries()) {
    const { lat, lon, name } = row.dataset;
    const [x, y] = turn([Number(lon), Number(lat)]);
    let widest = 0;
    for (const [kind, count] of counts(row.dataset)) {
      if (!count) continue;
      const r = (3 + 13 * Math.sqrt(count / most)) * (kind === "told-of" ? 1 : kind === "written" ? 0.8 : 0.55);
      widest = Math.max(widest, r);
      const dot = made("circle", { cx: x, cy: y, r, class: kind });
      dot.append(made("title", {}, `${name}: ${row.dataset.t} talks held there, ${row.dataset.r} records written there, ${row.dataset.s} statements name it`));
      svg.append(dot);
    }
    if (number < NAMED && free(x + widest + 2, y + 4, name)) labels.push(made("text", { x: x + widest + 2, y: y + 4 }, name));
  }
  svg.append(...labels);
  holder.append(svg);
  holder.hidden = false;
}
