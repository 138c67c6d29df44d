// Citing a passage: a button at each paragraph, or some selected words. The quote comes where the writer was.
import { toast } from "../ui/js/toasts.js";
import { post } from "./sending.js";

const points = (text, end) => [...text.slice(0, end)].length;

export function offerCitations(desk) {
  const float = document.querySelector("[data-cite-float]");
  if (!float) return;
  let last = null;
  desk.form.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea")) last = event.target;
  });
  const go = async (passage) => {
    if (!passage) return;
    const box = last?.isConnected ? last : await chooseAnswer(desk, passage);
    if (box) await cite(desk, box, passage);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cite]");
    if (!button) return;
    event.preventDefault();
    const place = button.closest("[data-passage]");
    go(selected(place) ?? whole(place));
  });
  document.querySelector("[data-cite-selection]").addEventListener("click", () => go(selected()));
  document.addEventListener("selectionchange", () => showFloat(float));
  desk.citeHere = () => go(selected() ?? whole(document.activeElement?.closest?.("[data-passage]")));
}

function whole(place) {
  const text = place?.querySelector("[data-cite-text]")?.textContent;
  return text ? passageOf(place, text, 0, text.length) : null;
}

// The selected words, within the paragraph in which they begin.
function selected(only) {
  const chosen = window.getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const parent = range.startContainer.parentElement ?? range.startContainer;
  const text = parent.closest("[data-cite-text]");
  const place = text?.closest("[data-passage]");
  if (!place || (only && only !== place)) return null;
  const before = range.cloneRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  const inside = text.contains(range.endContainer);
  const end = inside ? start + range.toString().length : text.textContent.length;
  const passage = passageOf(place, text.textContent, start, end);
  if (passage) passage.cutOff = !inside;
  return passage;
}

function passageOf(place, text, start, end) {
  const words = text.slice(start, end);
  const quote = words.trim();
  if (!quote) return null;
  const from = start + words.indexOf(quote);
  const name = place.dataset.passage;
  const dot = name.lastIndexOf(".");
  return { place, quote, part: name.slice(0, dot), paragraph: name.slice(dot + 1), start: points(text, from), end: points(text, from + quote.length) };
}

function showFloat(float) {
  const passage = selected();
  float.hidden = !passage;
  if (!passage) return;
  const spot = window.getSelection().getRangeAt(0).getBoundingClientRect();
  float.style.insetBlockStart = `${Math.max(8, spot.top - 52)}px`;
  float.style.insetInlineStart = `${Math.max(8, Math.min(spot.left, window.innerWidth - 200))}px`;
}

function chooseAnswer(desk, passage) {
  const dialog = document.querySelector("[data-cite-dialog]");
  const list = dialog.querySelector("[data-cite-answer]");
  const boxes = [...desk.form.querySelectorAll("[data-answer] textarea")].filter((box) => !box.closest("[hidden]"));
  list.replaceChildren(...boxes.map((box) => new Option(box.labels[0].firstChild.textContent.trim(), box.id)));
  dialog.querySelector("[data-cite-words]").textContent = passage.quote;
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "cite" ? document.getElementById(list.value) : null), { once: true });
  });
}

async function cite(desk, box, passage) {
  const answer = await post(desk.form.dataset.citeUrl, () => bodyOf(desk, box, passage), desk.form);
  if (answer.status !== 201) return toast(answer.body?.reason ?? document.getElementById("toasts").dataset.offline, "error");
  insert(box, answer.body.quote);
  passage.place.toggleAttribute("data-cited", true);
  window.getSelection().removeAllRanges();
  const sheet = document.getElementById("plan");
  if (sheet.matches(":popover-open")) sheet.hidePopover();
  desk.answers.get(box.name).focus();
  box.setSelectionRange(box.dataset.caret, box.dataset.caret);
  desk.teller.announce(passage.cutOff ? "one" : "cited");
}

function bodyOf(desk, box, passage) {
  const body = new FormData();
  const { part, paragraph, start, end, quote } = passage;
  const facts = { key: box.name, version: desk.form.dataset.version, part, paragraph, start, end, quote };
  body.set("csrfmiddlewaretoken", desk.form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(facts)) body.set(name, value);
  return body;
}

// After the paragraph in which the cursor stood, with an empty line on both sides.
function insert(box, quote) {
  const next = box.value.indexOf("\n", box.selectionEnd);
  const at = next < 0 ? box.value.length : next;
  const head = box.value.slice(0, at).replace(/\s+$/, "");
  const tail = box.value.slice(at).replace(/^\s+/, "");
  const before = `${head}${head ? "\n\n" : ""}${quote}\n\n`;
  box.value = before + tail;
  box.dataset.caret = before.length;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
