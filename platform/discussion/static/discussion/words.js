// Sentences of the page, filled: say("heading", { number: 6 }) with "Post %(number)s".

let sentences = {};

export function learn(given) {
  sentences = given;
}

export function say(key, values = {}) {
  return (sentences[key] ?? "").replace(/%\((\w+)\)s/g, (whole, name) => String(values[name] ?? whole));
}

export function when(moment) {
  const language = document.documentElement.lang;
  const at = new Date(moment);
  const zone = "Europe/Amsterdam";
  const day = at.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric", timeZone: zone });
  const time = at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone });
  return `${day}, ${time}`;
}
