// The places of the table on a map of the world: filled where records were written, and where statements point.
import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import world from "world-atlas/countries-110m.json";

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
  const most = Math.max(...rows.map((row) => Number(row.dataset.r) + Number(row.dataset.s)));
  for (const row of rows) {
    const { lat, lon, r, s, name } = row.dataset;
    const [x, y] = turn([Number(lon), Number(lat)]);
    for (const [count, kind] of [[Number(s), "told-of"], [Number(r), "written"]]) {
      if (!count) continue;
      const dot = made("circle", { cx: x, cy: y, r: 2.5 + 14 * Math.sqrt(count / most), class: kind });
      dot.append(made("title", {}, `${name}: ${r} records written there, ${s} statements name it`));
      svg.append(dot);
    }
  }
  holder.append(svg);
  holder.hidden = false;
}
