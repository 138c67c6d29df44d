// What changes in a conference while people look: the socket says that something did, and the page asks
// for the part that it shows. No content comes over the socket, so the view alone decides who sees what.
import { line } from "../live/line.js";

const SOON = [150, 900]; // milliseconds: two hundred pages do not ask at the same moment
const SLOWLY = 10_000; // without a socket

const place = document.getElementById("live-part");
const said = document.getElementById("live-said");
let known = Number(place?.dataset.seq ?? 0);
let timer;
let polling;

function wanted(part) {
  const { part: mine } = place.dataset;
  return mine === "all" || part === "all" || part === mine;
}

function later() {
  const [least, most] = SOON;
  timer ??= window.setTimeout(refresh, least + Math.random() * (most - least));
}

// Somebody who chooses or writes is not disturbed: the part waits until they leave it.
function busy() {
  const here = place.querySelector(":focus");
  const chosen = place.querySelector("input[type=radio]:checked:not([checked])");
  return Boolean(chosen || here?.matches("input, textarea, select"));
}

async function refresh() {
  timer = undefined;
  if (document.hidden || busy()) {
    place.dataset.stale = "";
    return;
  }
  delete place.dataset.stale;
  const before = place.textContent;
  await window.htmx.ajax("GET", place.dataset.url, { target: place, swap: "innerHTML" });
  if (place.textContent !== before) said.textContent = said.textContent ? "" : said.dataset.words;
}

function stale() {
  if ("stale" in place.dataset) later();
}

function listen() {
  line().listen(place.dataset.topic, {
    last: () => known,
    event(seq, event) {
      known = Math.max(known, seq);
      if (!event || wanted(event.part)) later();
    },
    head(seq) {
      if (seq <= known) return;
      known = seq;
      later();
    },
    snapshot: later,
    refused: () => window.location.reload(),
  });
  line().watch((state) => {
    window.clearInterval(polling);
    if (state === "poll") polling = window.setInterval(later, SLOWLY);
  });
  document.addEventListener("visibilitychange", stale);
  place.addEventListener("focusout", () => window.setTimeout(stale, 0));
}

if (place) listen();
