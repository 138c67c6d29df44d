// A thread that lives: the socket or the long poll bring events, the reducer applies them, the page shows them.
import { Feed } from "../live/feed.js";
import { line } from "../live/line.js";
import { Poll } from "../live/poll.js";
import { Along } from "./along.js";
import { Announcer } from "./announcer.js";
import { Below } from "./below.js";
import { Composer } from "./composer.js";
import { Draft } from "./drafts.js";
import { Naming } from "./naming.js";
import { Outbox } from "./outbox.js";
import { Posts } from "./posts.js";
import { Quick } from "./quick.js";
import { apply } from "./reducer.js";
import { Typing } from "./typing.js";
import { Unread } from "./unread.js";
import { learn, say } from "./words.js";

const start = JSON.parse(document.getElementById("thread-state").textContent);
const place = (id) => document.getElementById(id);
learn(start.words);

let view = start.view;
const feed = new Feed(view.head);
const posts = new Posts({
  list: place("posts"),
  template: place("post-template"),
  me: start.me,
  rights: start.rights,
  kinds: start.kinds,
  page: start.urls.page,
  windows: start.windows,
});
const unread = new Unread({
  list: place("posts"),
  numbers: start.unread,
  address: start.urls.read,
  signed,
  jump: place("to-first-unread"),
  all: place("read-all"),
});
const announcer = new Announcer({ place: place("announcer"), choice: place("announce"), me: start.me });
const poll = new Poll(start.urls.events, {
  last: () => feed.last,
  event: take,
  head: (seq) => feed.head(seq),
  out: () => tell("out"),
  refused: () => tell("refused"),
});
const below = new Below({ place: place("new-below"), me: start.me });
const connection = start.partial ? null : line();
const typing = new Typing({
  place: place("typing"),
  choice: place("tell-typing"),
  tell: () => connection?.say({ typing: start.topic }),
});
const along = new Along({ place: place("reading-along"), choice: place("count-me"), changed: () => connection?.want() });
let composer;
let outbox;

// Who writes, and that it comes from this page: the log-in may have changed since the page was opened.
function signed() {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${start.csrf.cookie}=`));
  const token = found ? decodeURIComponent(found.slice(start.csrf.cookie.length + 1)) : start.csrf.token;
  return { "X-CSRFToken": token, "X-Person": String(start.me.id) };
}

function take(seq, event) {
  for (const next of feed.offer(seq, event)) show(next);
  if (feed.behind) askForGap();
}

// One question at a time; a short pause first, because what is missing is often already on its way.
let asking;
function askForGap() {
  asking ??= window.setTimeout(async () => {
    const outcome = feed.behind ? await poll.ask() : "fine";
    asking = undefined;
    if (feed.behind && outcome !== "end") askForGap();
  }, 200 + Math.random() * 300);
}

function show(event) {
  view = apply(view, event);
  if (event.key) outbox?.arrived(event.key);
  if (["resolve", "reopen", "reveal"].includes(event.kind)) return outcome();
  if (["pin", "delete", "move"].includes(event.kind)) pins();
  const post = view.posts.find((one) => one.id === event.post);
  if (!post) return undefined;
  if (!["create", "arrive"].includes(event.kind)) return changed(post);
  place("nothing-yet").hidden = true;
  const own = post.author.id === start.me.id;
  const item = posts.add(post, !own);
  if (!own && item) {
    unread.add(item);
    below.add(item, post);
    announcer.hear(post);
  }
  return item;
}

function changed(post) {
  const item = posts.change(post);
  if (item && post.state !== "visible") unread.drop(item);
  return item;
}

function outcome() {
  const words = place("outcome-template").content.cloneNode(true);
  words.querySelector("[data-part=name]").textContent = view.resolved_by?.name ?? "";
  words.querySelector("[data-part=outcome]").textContent = view.outcome;
  words.querySelector("[data-part=how]").textContent = say(view.resolution === "not" ? "not_followed" : "done");
  words.querySelector("[data-part=box]").classList.toggle("outcome--not", view.resolution === "not");
  place("outcome").replaceChildren(...(view.state === "resolved" ? [words] : []));
}

// The pinned posts, with the first words of those that are on the page.
function pins() {
  const list = place("pins").querySelector("ol");
  list.replaceChildren(
    ...view.pinned.map((pin) => {
      const link = document.createElement("a");
      Object.assign(link, { className: "nl-link", href: `?around=${pin.number}#post-${pin.number}`, textContent: `#${pin.number} ${pin.name}` });
      const words = document.createElement("span");
      words.className = "quiet";
      words.textContent = posts.find(pin.id)?.querySelector('[data-part="body"]').textContent.trim().slice(0, 120) ?? "";
      const item = document.createElement("li");
      item.append(link, " ", words);
      return item;
    }),
  );
  place("pins").hidden = view.pinned.length === 0;
  for (const item of place("posts").children) posts.pinned(item, view.pinned.some((pin) => pin.id === item.dataset.post));
}

function tell(state) {
  const shown = place("line");
  shown.hidden = false;
  shown.dataset.state = state;
  place("line-dot").dataset.state = ["live", "poll"].includes(state) ? "live" : "lost";
  if (shown.dataset.said === state) return;
  shown.dataset.said = state;
  place("line-words").textContent = say(`line_${state}`);
  place("line-log-in").hidden = state !== "out";
}

function listen() {
  connection.listen(start.topic, {
    last: () => feed.last,
    event: take,
    head(seq) {
      feed.head(seq);
      if (feed.behind) askForGap();
    },
    refused: () => tell("refused"),
    // Tabs share the line: perhaps another one is far behind, and not this one.
    snapshot: (page) => Number(new URL(page, window.location).searchParams.get("around")) > feed.last && window.location.reload(),
    typing: (who) => typing.hear(who),
    counted: () => along.counted,
    reading: (others) => along.hear(others),
  });
  connection.watch((state) => {
    if (state !== "connecting") tell(state);
    if (state !== "live") along.hear(0);
    if (state === "poll") poll.start();
    else poll.stop();
    if (state === "live") outbox?.go();
  });
}

function write() {
  const form = place("composer-form");
  if (!form) return;
  const out = () => tell("out");
  const box = form.elements.body;
  const draft = new Draft({ box, address: start.urls.draft, signed, name: `draft-${start.me.id}-${start.id}`, out });
  outbox = new Outbox({
    list: place("outbox"),
    all: place("outbox-again"),
    thread: start.id,
    person: start.me.id,
    address: start.urls.commands,
    signed,
    out,
    sent(answer, own) {
      take(answer.seq, answer.event);
      if (own && answer.not_told.length) composer.tell(say("not_told", { names: answer.not_told.join(", ") }));
    },
    refused: (row) => composer.back(row),
  });
  outbox.taken = (row) => composer.put(row.payload);
  composer = new Composer({ form, draft, outbox, posts, typed: () => typing.typed(), preview: start.urls.preview, signed });
  new Naming({ box, list: place("mention-list"), address: start.urls.readers });
  window.addEventListener("online", () => outbox.go());
  outbox.start();
}

place("to-first-unread").addEventListener("click", (event) => {
  event.preventDefault();
  const item = document.querySelector(event.currentTarget.hash);
  item?.scrollIntoView({ block: "start" });
  item?.focus({ preventScroll: true });
});
new Quick({
  address: start.urls.commands,
  signed,
  done: (answer) => take(answer.seq, answer.event),
  failed: (reason) => (place("composer-state") ?? place("announcer")).replaceChildren(say("not_done", { reason })),
});
write();
if (connection) listen();
