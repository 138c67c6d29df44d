// What readers say of a post: a button for each sign, with the names of who said it.
import { say } from "./words.js";

export function signs(item, post, me, may) {
  const list = item.querySelector('[data-part="signs"]');
  list.hidden = post.state !== "visible";
  for (const row of list.children) {
    const said = post.reactions[row.dataset.sign] ?? [];
    const mine = said.some((one) => one.id === me.id);
    row.hidden = !may && said.length === 0;
    row.classList.toggle("sign--mine", mine);
    const names = row.querySelector('[data-part="names"]');
    names.hidden = said.length === 0;
    names.textContent = said.map((one) => one.name).join(", ");
    const button = row.querySelector("button");
    if (!button) continue;
    button.value = `${post.id} ${row.dataset.sign} ${mine ? 0 : 1}`;
    button.querySelector(".visually-hidden").textContent = `, ${say("post_number", { number: post.number })}`;
    button.setAttribute("aria-pressed", String(mine));
    button.disabled = !may;
  }
}
