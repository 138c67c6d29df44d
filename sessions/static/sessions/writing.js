// Forms of the room: sent without leaving the page. What was refused or not sent stays in its box.

export class Writing {
  constructor({ root, words, signed, done, out }) {
    Object.assign(this, { words, signed, done, out });
    root.addEventListener("submit", (event) => {
      const form = event.target.closest("form[data-room]");
      if (!form || event.defaultPrevented) return;
      event.preventDefault();
      this.send(form);
    });
    // Choosing is enough: the button beside it is for who has no script.
    root.addEventListener("change", (event) => {
      if (event.target.matches("[data-send]")) this.send(event.target.form);
    });
  }

  async send(form) {
    if (form.dataset.busy !== undefined) return;
    form.dataset.busy = "";
    const answer = await this.post(form);
    delete form.dataset.busy;
    delete form.dataset.sending;
    if (answer?.status === 200) {
      this.clear(form);
      this.done(answer);
    } else if (answer?.status === 401 || answer?.status === 403) this.trouble(form, answer.body.reason ?? this.words.out);
    else this.trouble(form, answer?.body?.reason ?? this.words.failed);
  }

  clear(form) {
    this.trouble(form, "");
    if (!form.dataset.room) return;
    for (const box of form.querySelectorAll("textarea, input[type=text]")) box.value = "";
    form.elements.key.value = crypto.randomUUID?.() ?? fallback();
    form.querySelector("textarea, input[type=text]").focus();
  }

  trouble(form, words) {
    const place = form.querySelector("[data-room-trouble]");
    if (place) place.textContent = words;
    else if (words) this.out(words);
  }

  async post(form) {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-Requested-With": "room", ...this.signed() },
      });
      const json = answer.headers.get("Content-Type")?.includes("json");
      return { status: answer.redirected ? 401 : answer.status, body: json ? await answer.json() : {} };
    } catch {
      return null;
    }
  }
}

function fallback() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
