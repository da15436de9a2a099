// The search of a copy: the statements are loaded in parts and looked through here, for no program stands behind the page.
"use strict";
(() => {
  const SHOWN = 200;
  const form = document.getElementById("copy-search");
  if (!form) return;
  const told = document.getElementById("copy-told");
  const found = document.getElementById("copy-found");
  const asked = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name) field.value = asked.get(field.name) ?? "";
  const chosen = Object.fromEntries([...asked].filter(([, value]) => value.trim()));
  if (!Object.keys(chosen).length) { told.textContent = "Write words, or choose a kind, a year, a party or a speaker."; return; }
  const folded = (words) => words.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const words = [...folded(chosen.q ?? "").matchAll(/"([^"]+)"|(\S+)/g)].map((m) => m[1] ?? m[2].replace(/\*$/, ""));
  let records = [];
  let count = 0;

  const fits = ([, record, kind, year, names, holder, review, quote]) => {
    if (chosen.kind && chosen.kind !== kind) return false;
    if (chosen.year && Number(chosen.year) !== year) return false;
    if (chosen.party && !names.includes(chosen.party)) return false;
    if (chosen.holder && chosen.holder !== holder) return false;
    if (chosen.review && chosen.review !== review) return false;
    if (chosen.archive && chosen.archive !== records[record]?.[2]) return false;
    const text = folded(`${quote} ${records[record]?.[1] ?? ""}`);
    return words.every((word) => text.includes(word));
  };
  const made = (name, parts, attributes = {}) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...parts);
    return element;
  };
  const address = (path) => path.split("/").map(encodeURIComponent).join("/");
  const show = ([id, record, kind, year, , holder, , quote, own]) => {
    const [file, title] = records[record] ?? ["", ""];
    const place = `${address(file)}#s-${id}`;
    found.append(made("article", [
      made("p", [made("span", [kind], { className: "kind" }), ` ${year ?? ""}`], { className: "head" }),
      made("blockquote", [made("a", [quote], { href: own ? `statements/${id}.html` : place })]),
      made("p", [holder ? `${holder} · ` : "", made("a", [title], { href: place })], { className: "source" }),
    ], { className: "line" }));
  };

  window.vermerkRecords = (rows) => { records = rows; };
  window.vermerkStatements = (rows) => {
    for (const row of rows) if (fits(row) && ++count <= SHOWN) show(row);
  };
  const load = (name) => new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: `search/${name}.js`, onload: done, onerror: failed });
    document.head.append(script);
  });
  (async () => {
    const parts = Number(form.dataset.parts);
    await load("records");
    for (let part = 1; part <= parts; part++) {
      told.textContent = `Looking, part ${part} of ${parts} …`;
      await load(part);
    }
    told.textContent = `${count.toLocaleString("en")} ${count === 1 ? "statement" : "statements"}${count > SHOWN ? `; the first ${SHOWN} are shown` : ""}.`;
  })().catch(() => { told.textContent = "The index could not be loaded; it lies in the folder search/ beside this page."; });
})();
