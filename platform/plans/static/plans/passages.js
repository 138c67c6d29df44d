// Commenting on words of a plan: a button follows what is selected. Places count code points of the
// paragraph's text, without the badges that the page put in it. Without room beside the text, or
// without script, the comment has a page of its own.
const ROOM = window.matchMedia("(width >= 1200px)");
const float = document.getElementById("passage-float");
const place = document.getElementById("passage-place");
const BADGES = ".passage__badges";

const count = (text) => Array.from(text).length;

// The text of a node up to a point, as the server counts it.
function before(block, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setEnd(node, offset);
  const copy = range.cloneContents();
  for (const badge of copy.querySelectorAll(BADGES)) badge.remove();
  return copy.textContent;
}

// The selected words, within the paragraph in which they begin.
function selected() {
  const chosen = window.getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const parent = range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer;
  const block = parent.closest("[data-block]");
  if (!block || !document.getElementById("plan").contains(block)) return null;
  const inside = block.contains(range.endContainer);
  const start = before(block, range.startContainer, range.startOffset);
  const end = inside ? before(block, range.endContainer, range.endOffset) : before(block, block, block.childNodes.length);
  const words = end.slice(start.length);
  if (!words.trim()) return null;
  const from = start.length + words.length - words.trimStart().length;
  const to = start.length + words.trimEnd().length;
  return { block, start: count(end.slice(0, from)), end: count(end.slice(0, to)), spot: range.getBoundingClientRect() };
}

function show() {
  const passage = selected();
  float.hidden = !passage;
  if (!passage) return;
  const { spot } = passage;
  const top = spot.top > 64 ? spot.top - 52 : spot.bottom + 8;
  float.style.insetBlockStart = `${Math.min(Math.max(8, top), window.innerHeight - 60)}px`;
  float.style.insetInlineStart = `${Math.max(8, Math.min(spot.left, window.innerWidth - float.offsetWidth - 8))}px`;
}

async function open(address) {
  if (!ROOM.matches || !place) return window.location.assign(address);
  await window.htmx.ajax("GET", address, { target: place, swap: "innerHTML" });
  document.getElementById("title-passage-form")?.focus();
}

function addressOf(name) {
  return document.querySelector(`a[data-passage="${CSS.escape(name)}"]`)?.href;
}

function commentOnWords() {
  const passage = selected();
  const address = passage && addressOf(passage.block.dataset.block);
  if (!address) return;
  window.getSelection().removeAllRanges();
  open(`${address}&start=${passage.start}&end=${passage.end}`);
}

// A press on the button would take the selection away before the click.
float.addEventListener("pointerdown", (event) => event.preventDefault());
float.addEventListener("click", commentOnWords);
document.addEventListener("selectionchange", show);
document.addEventListener("scroll", show, { passive: true });

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const cancel = event.target.closest("[data-passage-cancel]");
  if (cancel && place?.contains(cancel)) {
    event.preventDefault();
    place.replaceChildren();
    window.location.hash = new URL(cancel.href).hash;
    return;
  }
  const button = event.target.closest("a[data-passage]");
  if (!button || !ROOM.matches) return;
  event.preventDefault();
  open(button.href);
});
