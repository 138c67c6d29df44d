// Whether a post names the reader: in person, or as one of a role or a region. The server makes such names bold.

export function toYou(post, me) {
  if (!post.body_html.includes("@")) return false;
  const body = new DOMParser().parseFromString(post.body_html, "text/html");
  const names = [...body.querySelectorAll("strong")].map((one) => one.textContent);
  return me.called.some((word) => names.includes(`@${word}`));
}
