// Posts on the page: each is a filled copy of the server's own template, so that both look and read the same.
import { signs } from "./signs.js";
import { say, when } from "./words.js";

const QUESTIONS = ["clarifying", "probing", "what_if"];
const WARM = ["strength", "offer"];

export class Posts {
  constructor({ list, template, me, rights, kinds, page, windows }) {
    Object.assign(this, { list, template, me, rights, kinds, page, windows });
  }

  find(id) {
    return this.list.querySelector(`[data-post="${CSS.escape(id)}"]`);
  }

  add(post, unread) {
    if (this.find(post.id)) return null;
    const item = this.fill(this.template.content.firstElementChild.cloneNode(true), post, unread);
    this.list.insertBefore(item, this.after(post));
    return item;
  }

  change(post) {
    const item = this.find(post.id);
    if (item) this.fill(item, post, item.classList.contains("post--new") && !("seen" in item.dataset));
    return item;
  }

  // The first item that belongs after this post: an answer stands behind the other answers to the same post.
  after(post) {
    if (!post.reply_to) return null;
    let item = this.find(post.reply_to.id)?.nextElementSibling ?? null;
    while (item?.classList.contains("post--reply")) item = item.nextElementSibling;
    return item;
  }

  fill(item, post, unread) {
    const gone = post.state !== "visible";
    const own = post.author.id === this.me.id;
    const mine = this.rights.moderate || (own && this.rights.post);
    item.id = `post-${post.number}`;
    Object.assign(item.dataset, { post: post.id, number: post.number });
    item.classList.toggle("post--reply", Boolean(post.reply_to));
    item.classList.toggle("post--own", own);
    item.classList.toggle("post--gone", gone);
    this.heading(item, post, unread && !gone);
    this.author(item, post.author);
    this.chip(part(item, "chip"), post.as);
    this.numbers(item, post);
    const at = part(item, "at");
    at.dateTime = post.at;
    at.textContent = when(post.at);
    show(item, "edited", post.edited_at && !gone);
    show(item, "reply", !gone && this.rights.post);
    show(item, "edit", !gone && own && this.rights.post);
    show(item, "delete", !gone && mine);
    show(item, "restore", this.mayRestore(post, own));
    show(item, "arrived", post.arrived_at);
    show(item, "pin", !gone && this.rights.pin);
    show(item, "move", !gone && this.rights.moderate);
    show(item, "report", !gone && !own);
    show(item, "more", !gone);
    signs(item, post, this.me, this.rights.post);
    this.body(part(item, "body"), post, gone);
    return item;
  }

  // The author takes an own deletion back for ten minutes, a facilitator any for thirty days: the server decides.
  mayRestore(post, own) {
    if (post.state !== "deleted" || !post.deleted) return false;
    const since = (Date.now() - Date.parse(post.deleted.at)) / 1000;
    if (this.rights.moderate) return since < this.windows.facilitator;
    return own && post.deleted.by === this.me.id && this.rights.post && since < this.windows.own;
  }

  pinned(item, yes) {
    item.classList.toggle("post--pinned", yes);
    show(item, "pinned", yes);
    part(item, "pin").querySelector("button").value = `${item.dataset.post} - ${yes ? 0 : 1}`;
    part(item, "pin-words").textContent = say(yes ? "unpin" : "pin");
  }

  heading(item, post, unread) {
    const words = [say("heading", { number: post.number })];
    if (unread) words.push(say("unread"));
    if (post.reply_to) words.push(say("answer_to", { number: post.reply_to.number }));
    if (post.state === "deleted") words.push(say("deleted_word"));
    if (post.state === "moved") words.push(say("moved_word"));
    const heading = part(item, "heading");
    heading.id = `post-${post.number}-title`;
    heading.textContent = words.join(", ");
    item.setAttribute("aria-labelledby", heading.id);
    item.classList.toggle("post--new", unread);
  }

  author(item, author) {
    const place = part(item, "author");
    const face = place.querySelector(".avatar");
    if (face) {
      face.className = `avatar${author.sector ? ` avatar--${author.sector}` : ""}`;
      face.textContent = initials(author.name);
    }
    place.querySelector(".person__name").textContent = author.name;
    let org = place.querySelector(".person__org");
    if (!org && author.org) {
      org = document.createElement("span");
      org.className = "person__org";
      place.querySelector(".person__words").append(org);
    }
    if (org) org.textContent = author.org;
  }

  chip(chip, kind) {
    chip.hidden = kind === "remark";
    chip.textContent = this.kinds[kind] ?? "";
    chip.classList.toggle("chip--question", QUESTIONS.includes(kind));
    chip.classList.toggle("chip--suggestion", WARM.includes(kind));
  }

  numbers(item, post) {
    const number = part(item, "number");
    number.href = `#post-${post.number}`;
    number.lastChild.textContent = `#${post.number}`;
    show(item, "answered", post.reply_to);
    const answered = part(item, "answered").querySelector("a");
    if (post.reply_to) {
      answered.href = `#post-${post.reply_to.number}`;
      answered.textContent = say("post_number", { number: post.reply_to.number });
    }
    for (const name of ["reply", "edit", "delete", "restore", "pin", "move", "report", "more", "edited"]) {
      const hidden = part(item, name).querySelector(".visually-hidden");
      hidden.textContent = ` ${say("post_number", { number: post.number })}`;
    }
    part(item, "reply").querySelector("a").href = `?reply=${post.number}#composer`;
    for (const [name, place] of Object.entries({ edit: "edit", edited: "history", move: "move", report: "report" })) {
      part(item, name).querySelector("a").href = `${this.page}/posts/${post.id}/${place}`;
    }
    part(item, "pin").querySelector("button").value = `${post.id} - 1`;
    for (const name of ["delete", "restore"]) part(item, name).querySelector("button").value = post.id;
  }

  body(place, post, gone) {
    if (gone || post.lang === document.documentElement.lang) place.removeAttribute("lang");
    else place.lang = post.lang; // read aloud in its own language
    if (!gone) {
      place.innerHTML = post.body_html; // made safe by the server when it was written
      return;
    }
    const words = document.createElement("p");
    words.textContent = say(post.state === "moved" ? "was_moved" : "was_deleted");
    place.replaceChildren(words);
  }
}

export function part(item, name) {
  return item.querySelector(`[data-part="${name}"]`);
}

function show(item, name, yes) {
  part(item, name).hidden = !yes;
}

export function initials(name) {
  const words = name.replace("@", " ").split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => word[0]).join("").toUpperCase();
}
