// The desk by keyboard. Each key presses a button that stands on the page; nothing is sent that is not shown.
"use strict";
(() => {
  const keys = document.getElementById("keys");
  const store = { get: () => { try { return localStorage.getItem("keys"); } catch { return null; } },
                  set: (value) => { try { localStorage.setItem("keys", value); } catch { /* for this page only */ } } };
  if (keys) {
    keys.checked = store.get() !== "off";
    keys.addEventListener("change", () => store.set(keys.checked ? "on" : "off"));
  }
  const desk = document.getElementById("desk");
  const items = [...document.querySelectorAll(".item")];
  const typing = (target) => target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select");
  const current = () => document.activeElement?.closest(".item") ?? null;

  const press = (key) => {
    const within = current() ?? desk ?? (key === "u" ? document : null);
    const button = within?.querySelector(`[data-key="${key}"]`) ?? (key === "u" ? document.querySelector('[data-key="u"]') : null);
    if (!button || button.disabled) return false;
    button.click();
    return true;
  };
  const move = (step) => {
    const at = items.indexOf(current());
    const next = items[at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + step))];
    next?.focus();
    next?.scrollIntoView({ block: "center" });
    return Boolean(next);
  };

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && desk) {
      event.preventDefault();
      desk.querySelector('[data-key="c"]').click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || (keys && !keys.checked)) return;
    let done = false;
    if ("acrsu".includes(event.key)) done = press(event.key);
    else if (event.key === "e") {
      if (desk) { desk.querySelector(".fields input, .fields select")?.focus(); done = true; } else done = press("e");
    } else if (event.key === "j" || event.key === "k") done = move(event.key === "j" ? 1 : -1);
    if (done) event.preventDefault();
  });

  // The passage stands in the middle of its text.
  const passage = document.getElementById("passage");
  const words = passage?.querySelector("mark");
  if (words) passage.scrollTop = words.offsetTop - passage.offsetTop - passage.clientHeight / 2;

  // Coming back to the desk of a record: on to the first statement that is open.
  if (items.length && !location.hash) items.find((item) => !item.classList.contains("done"))?.focus();

  // A field that was changed shows it, and the first button says what it will do.
  if (!desk) return;
  const accept = desk.querySelector('[data-key="a"]');
  const label = accept.innerHTML;
  const value = (field) => field.type === "checkbox" ? (field.checked ? "yes" : "") : field.value;
  const mark = () => {
    let changed = 0;
    for (const holder of desk.querySelectorAll("label[data-was]")) {
      const differs = value(holder.querySelector("input, select, textarea")).trim() !== holder.dataset.was.trim();
      holder.classList.toggle("changed", differs);
      changed += differs;
    }
    if (changed) accept.textContent = `Accept with ${changed} change${changed > 1 ? "s" : ""}`;
    else accept.innerHTML = label;
  };
  desk.addEventListener("input", mark);
  desk.addEventListener("change", mark);
  mark();

  // What a name means at the date of the record, and names that begin so.
  const names = document.getElementById("names");
  const day = desk.querySelector(".fields").dataset.day;
  let asked = 0;
  const look = async (field) => {
    const turn = ++asked;
    const parts = field.value.split(";").map((part) => part.trim()).filter(Boolean);
    const told = field.parentElement.querySelector(".told-by");
    if (!parts.length) { told.textContent = ""; return; }
    const answers = await Promise.all(parts.slice(0, 6).map(async (name) => {
      const answer = await fetch(`/who.json?${new URLSearchParams({ name, on: day })}`);
      return answer.ok ? answer.json() : null;
    }));
    if (turn !== asked) return;
    told.textContent = answers.filter(Boolean).map((who) => who.told).join("; ");
    const last = answers.at(-1);
    const before = parts.slice(0, -1).map((part) => `${part}; `).join("");
    names.replaceChildren(...(last?.begins ?? []).map((name) => { const o = document.createElement("option"); o.value = before + name; return o; }));
  };
  let waiting;
  for (const field of desk.querySelectorAll("[data-party]")) {
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => look(field), 150); });
    field.addEventListener("focus", () => look(field));
  }
})();
