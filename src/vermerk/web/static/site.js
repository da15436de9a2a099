// What makes reading easier where scripts run: pages read as well without.
"use strict";
(() => {
  const root = document.documentElement;
  const kept = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;

  const theme = document.getElementById("theme");
  if (theme) {
    theme.hidden = false;
    theme.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* it holds for this page */ }
    });
  }

  // A narrow screen begins with what one came for; the rest opens at a touch.
  if (matchMedia("(max-width: 40rem)").matches) {
    for (const part of document.querySelectorAll("details.description, details.narrowing")) part.open = false;
  }

  // Names that begin like the one being written, in any field that asks for one.
  const fields = document.querySelectorAll("input[data-names]");
  if (fields.length) {
    const names = document.createElement("datalist");
    names.id = "names-known";
    document.body.append(names);
    let waiting;
    const look = async (words) => {
      const answer = await fetch(`/who.json?${new URLSearchParams({ name: words })}`);
      if (!answer.ok) return;
      names.replaceChildren(...(await answer.json()).begins.map((name) => Object.assign(document.createElement("option"), { value: name })));
    };
    for (const field of fields) {
      field.setAttribute("list", names.id);
      field.autocomplete = "off";
      field.addEventListener("input", () => {
        clearTimeout(waiting);
        if (field.value.trim()) waiting = setTimeout(look, 150, field.value.trim());
      });
    }
  }

  // Copying: the words of the box before the button.
  for (const button of document.querySelectorAll("button.copy")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = label; }, 1500);
    });
  }

  // A passage and its statement light up together, and a number in the text opens its statement.
  const sheet = document.getElementById("sheet");
  if (!sheet) return;
  const light = (number, on) => {
    for (const one of sheet.querySelectorAll(`[data-s="${CSS.escape(number)}"]`)) one.classList.toggle("lit", on);
  };
  const own = (event) => event.target instanceof Element ? event.target.closest("[data-s]") : null;
  let lit = null;
  const turn = (event) => {
    const now = own(event)?.dataset.s ?? null;
    if (now === lit) return;
    if (lit !== null) light(lit, false);
    if (now !== null) light(now, true);
    lit = now;
  };
  sheet.addEventListener("mouseover", turn);
  sheet.addEventListener("focusin", turn);
  const open = () => {
    const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (card instanceof HTMLDetailsElement) { card.open = true; card.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", open);
  open();
})();
