// A form that came back wrong: the summary gets the focus, and its links put the cursor in the field.

export function showErrors(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (!summary || summary.dataset.shown !== undefined) return;
  summary.dataset.shown = "";
  summary.focus();
  summary.addEventListener("click", (event) => {
    const id = event.target.closest("a[href^='#']")?.hash.slice(1);
    const field = id && document.getElementById(id);
    if (!field) return;
    event.preventDefault();
    const control = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea");
    control?.focus();
    field.scrollIntoView({ block: "center" });
  });
}
