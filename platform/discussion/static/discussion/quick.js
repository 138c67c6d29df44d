// The forms behind the buttons of posts, sent without leaving the page: each press is a command with a key of its own.
import { newKey } from "./keys.js";

const FORMS = ["react-form", "pin-form", "delete-form", "restore-form"];

export class Quick {
  // done(answer): its event; failed(reason): a sentence of the server.
  constructor({ address, signed, done, failed }) {
    Object.assign(this, { address, signed, done, failed });
    for (const id of FORMS) document.getElementById(id)?.addEventListener("submit", (event) => this.send(event));
  }

  async send(event) {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !submitter) return;
    event.preventDefault();
    const answer = await this.ask(form.elements.kind.value, submitter).catch(() => null);
    if (!answer) return plainly(form, submitter);
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) this.done(body);
    else this.failed(body.detail ?? "");
  }

  ask(kind, submitter) {
    const [post, sign, on] = submitter.value.split(" ");
    const payload = submitter.name === "choice" ? { post, on: on !== "0", ...(sign === "-" ? {} : { sign }) } : { post };
    return fetch(this.address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", ...this.signed() },
      credentials: "same-origin",
      body: JSON.stringify({ key: newKey(), kind, ...payload }),
    });
  }
}

// No connection for a script: let the browser send the form, and say what is wrong in its own words.
function plainly(form, submitter) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: submitter.name, value: submitter.value });
  form.append(field);
  form.submit();
}
