// The plan's editor: every part is saved by itself while somebody types, and says what is true about it.
import { Part } from "./part.js";
import { showPreviews } from "./preview.js";

for (const form of document.querySelectorAll("form[data-plan-editor]")) {
  const parts = [...form.querySelectorAll("[data-part]")].map((place) => new Part(form, place));
  showPreviews(form);

  window.addEventListener("online", () => {
    for (const part of parts) part.again();
  });
  window.addEventListener("beforeunload", (event) => {
    if (form.dataset.sending === undefined && parts.some((part) => part.waits)) event.preventDefault();
  });
  // The whole form is on its way; a part must not be sent beside it.
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    for (const part of parts) part.pause();
  });
}
