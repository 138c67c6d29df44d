// Shows a question only when the answer on which it hangs says so. Without script it is simply there,
// with the sentence that says when it applies. What is hidden keeps what was typed.

const form = document.querySelector("[data-conditions]");

function answersOf(key) {
  const found = [];
  for (const control of form.querySelectorAll(`[name="${CSS.escape(key)}"]`)) {
    if (control.type === "radio" || control.type === "checkbox") {
      if (control.checked) found.push(control.value === "on" ? "yes" : control.value);
    } else if (control.value.trim()) {
      found.push(control.value.trim());
    }
  }
  return found;
}

function holds(key, values) {
  const place = document.getElementById(`field-${key}`);
  if (place?.hidden) return false;
  const given = answersOf(key);
  if (values.length === 0) return given.length > 0 || Boolean(place?.querySelector(".file"));
  return given.some((answer) => values.includes(answer));
}

// Twice, for a question that hangs on one that stands below it on the page.
function weigh() {
  for (let round = 0; round < 2; round += 1) weighOnce();
}

function weighOnce() {
  for (const box of form.querySelectorAll("[data-shown-if], [data-needed-if]")) {
    if (box.dataset.shownIf) {
      box.hidden = !holds(box.dataset.shownIf, JSON.parse(box.dataset.shownValues));
      box.querySelector("[data-condition]")?.setAttribute("hidden", "");
    }
    if (box.dataset.neededIf) {
      box.toggleAttribute("data-needed", holds(box.dataset.neededIf, JSON.parse(box.dataset.neededValues)));
    }
  }
}

if (form) {
  weigh();
  form.addEventListener("input", weigh);
  form.addEventListener("change", weigh);
}
