// What stands in the inputs of one answer, as a list of texts.

function controls(box, key) {
  return [...box.querySelectorAll(`[name="${CSS.escape(key)}"]`)];
}

const picks = (control) => control.type === "radio" || control.type === "checkbox";

export function read(box, key) {
  return controls(box, key)
    .filter((control) => !picks(control) || control.checked)
    .map((control) => control.value);
}

// What the server drew, whatever a browser filled in again after a reload.
export function drawn(box, key) {
  return controls(box, key)
    .filter((control) => !picks(control) || control.defaultChecked)
    .map((control) => (control.tagName === "SELECT" ? ([...control.options].find((one) => one.defaultSelected)?.value ?? "") : control.defaultValue));
}

export function write(box, key, values) {
  for (const control of controls(box, key)) {
    if (picks(control)) control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
    // The word counter listens; the desk must not take this for typing.
    control.dispatchEvent(new Event("input", { bubbles: false }));
  }
}

const tidy = (values) => values.map((value) => value.replace(/\r\n?/g, "\n").normalize("NFC").replace(/^\n+/, "").trimEnd()).filter(Boolean);

export function same(one, other) {
  return JSON.stringify(tidy(one)) === JSON.stringify(tidy(other));
}

// An answer as the server keeps it.
export function asList(value) {
  if (value === null) return [];
  if (Array.isArray(value)) return value.map(String);
  return [value === true ? "on" : String(value)];
}

// Two answers in one: texts below each other, ticks together; null where only one can be.
export function join(box, key, theirs) {
  const mine = read(box, key);
  const first = controls(box, key)[0];
  if (first.tagName === "TEXTAREA") return [[theirs[0], mine[0]].filter(Boolean).join("\n\n")];
  if (first.type === "text") return [[theirs[0], mine[0]].filter(Boolean).join(" · ")];
  return first.type === "checkbox" && controls(box, key).length > 1 ? [...new Set([...theirs, ...mine])] : null;
}

function label(control) {
  return control.labels?.[0]?.textContent.trim() ?? control.value;
}

export function plainly(box, key, values) {
  const all = controls(box, key);
  if (!picks(all[0])) return values[0] || "–";
  return all.filter((control) => values.includes(control.value)).map(label).join(", ") || "–";
}

export const words = (box, key) => plainly(box, key, read(box, key));
