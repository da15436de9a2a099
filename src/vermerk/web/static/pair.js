// The slider beside the date: letting it go shows the sheet of that year.
"use strict";
(() => {
  const slider = document.getElementById("year");
  if (!slider) return;
  const holder = slider.closest(".slider");
  const told = holder.querySelector("output");
  const form = document.getElementById("scope");
  holder.hidden = false;
  const show = () => { told.value = slider.value; };
  const begun = told.value;
  slider.addEventListener("input", show);
  slider.addEventListener("change", () => { form.elements.on.value = slider.value; form.requestSubmit(); });
  told.value = begun;
})();
