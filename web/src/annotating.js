// Selecting words in a record's text begins a new statement: Recogito's annotator follows the selection and counts
// offsets; the form is the page's own and works by keyboard.
import { createTextAnnotator } from "@recogito/text-annotator";
import "@recogito/text-annotator/text-annotator.css";

const sheet = document.getElementById("sheet");
const form = document.getElementById("adding");
if (sheet && form) {
  const annotator = createTextAnnotator(sheet, { renderer: "SPANS", userSelectAction: "SELECT" });
  const points = (text) => Array.from(text).length; // the record counts code points, a browser counts code units

  // The place of a range in the record: the characters before it in its own block, behind the block's first one.
  const place = (node, offset) => {
    const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".words");
    if (!block) return null;
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(node, offset);
    return Number(block.dataset.start) + points(before.toString());
  };

  const show = (range) => {
    const start = place(range.startContainer, range.startOffset);
    const words = [...sheet.querySelectorAll(".words")].map((block) => {
      const part = range.cloneRange();
      if (!range.intersectsNode(block)) return "";
      if (!block.contains(range.startContainer)) part.setStartBefore(block.firstChild);
      if (!block.contains(range.endContainer)) part.setEndAfter(block.lastChild);
      return part.toString();
    }).join("");
    const quote = words.trimEnd();
    if (start === null || !quote.trim()) return;
    const lead = points(quote) - points(quote.trimStart());
    form.elements.start.value = start + lead;
    form.elements.end.value = start + points(quote);
    form.elements.quote.value = quote.trimStart();
    form.querySelector("blockquote").textContent = quote.trim();
    form.hidden = false;
  };

  const shut = () => { form.hidden = true; annotator.clearAnnotations(); };
  annotator.on("createAnnotation", (annotation) => show(annotation.target.selector[0].range));
  annotator.on("updateAnnotation", (annotation) => show(annotation.target.selector[0].range));
  document.getElementById("adding-no").addEventListener("click", shut);
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });

  // Names that begin like the one being written.
  const names = document.getElementById("names");
  let waiting;
  form.addEventListener("input", (event) => {
    if (event.target.getAttribute("list") !== "names") return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const parts = event.target.value.split(";");
      const last = parts.pop().trim();
      if (!last) return;
      const answer = await fetch(`/who.json?${new URLSearchParams({ name: last })}`);
      if (!answer.ok) return;
      const before = parts.map((part) => `${part.trim()}; `).join("");
      names.replaceChildren(...(await answer.json()).begins.map((name) => Object.assign(document.createElement("option"), { value: before + name })));
    }, 150);
  });
}
