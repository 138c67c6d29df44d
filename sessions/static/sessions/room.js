// The screen of a room: the socket or the long poll says that something happened, the page asks for its parts.
import { Feed } from "../live/feed.js";
import { line } from "../live/line.js";
import { Poll } from "../live/poll.js";
import { toast } from "../ui/js/toasts.js";
import { Clock } from "./clock.js";
import { Parts } from "./parts.js";
import { Silent } from "./silent.js";
import { Writing } from "./writing.js";

const start = JSON.parse(document.getElementById("room-state").textContent);
const { words } = start;
const feed = new Feed(start.head);
const clock = new Clock({ words });
const told = document.getElementById("room-line");
const announcer = document.getElementById("room-announcer");

function signed() {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? start.csrf;
  return { "X-CSRFToken": token, "X-Person": String(start.me) };
}

function tell(state) {
  const shown = { poll: "live", connecting: "" }[state] ?? state;
  if (told.dataset.state === shown) return;
  told.dataset.state = shown;
  told.textContent = words[shown] ?? "";
}

// A form that takes this page elsewhere: its own bell, which may ring before its answer, does not call the page back.
let leaving = false;
window.addEventListener("submit", (event) => {
  leaving ||= !event.defaultPrevented;
});

let title = document.querySelector("[data-part-title]")?.textContent;
const parts = new Parts({
  address: start.parts,
  out: () => tell("out"),
  refused: () => tell("refused"),
  changed(name, place) {
    if (name !== "stage") return undefined;
    clock.take(place.querySelector("[data-clock]"));
    const step = place.querySelector("[data-part-title]")?.textContent;
    // Whoever comes in before it opens, or stays until it ends, has another page then: with or without boxes to write in.
    if ((step === undefined) !== (title === undefined) && !leaving && !isWriting()) return window.location.reload();
    if (step === title) return undefined;
    if (step) announcer.textContent = step;
    title = step;
    followStep(place);
    openFor(place);
    return undefined;
  },
});

// Words that were not sent yet stay on the page, whatever became of the session.
function isWriting() {
  const boxes = document.querySelectorAll("form[data-room] textarea, form[data-room] input[type=text]");
  return [...boxes].some((box) => box.value.trim());
}

// What a step asks for opens by itself; nothing that is open is closed.
function openFor(place) {
  const kind = place.querySelector("[data-part-title]")?.dataset.kind;
  for (const block of document.querySelectorAll("details[data-for]")) {
    if (block.dataset.for.split(" ").includes(kind)) block.open = true;
  }
}

// A note goes under the step of now, unless somebody is writing one.
function followStep() {
  const box = document.querySelector('form[data-room="note"]');
  const now = document.querySelectorAll("[data-part=stage] .stage__step");
  const place = [...now].findIndex((one) => one.getAttribute("aria-current"));
  if (box && place >= 0 && !box.elements.body.value) box.elements.item.selectedIndex = place;
}

const poll = new Poll(start.events, {
  last: () => feed.last,
  event: take,
  head: (seq) => feed.head(seq),
  out: () => tell("out"),
  refused: () => tell("refused"),
});

// Every event asks for the screen of now; a gap is read from the log, so that none is missed.
function take(seq, event) {
  const next = feed.offer(seq, event);
  if (next.length) parts.refresh();
  if (feed.behind) askForGap();
}

let asking;
function askForGap() {
  asking ??= window.setTimeout(async () => {
    const outcome = feed.behind ? await poll.ask() : "fine";
    asking = undefined;
    if (feed.behind && outcome === "failed") askForGap();
  }, 150 + Math.random() * 200);
}

const connection = line();
connection.listen(start.topic, {
  last: () => feed.last,
  event: take,
  head(seq) {
    feed.head(seq);
    if (feed.behind) askForGap();
  },
  refused: () => tell("refused"),
  snapshot: () => window.location.reload(),
});
connection.watch((state) => {
  tell(state);
  if (state === "poll") poll.start();
  else poll.stop();
});

new Writing({
  root: document.getElementById("room"),
  words,
  signed,
  done: () => parts.refresh(),
  out: (reason) => toast(reason, "error"),
});
const silent = document.querySelector("form[data-silent]");
if (silent) new Silent({ form: silent, words, signed });
clock.take(document.querySelector("[data-clock]"));
