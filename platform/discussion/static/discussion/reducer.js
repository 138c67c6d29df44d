// How an event changes what a reader sees: the same rules as discussion/reducer.py. Pure.
// A view: { head, state, outcome, resolved_by, resolved_at, posts: [...] }. Events come in order, without gaps.

export function apply(view, event) {
  if (event.seq <= view.head) return view;
  if (event.seq !== view.head + 1) throw new RangeError(`gap before ${event.seq}`);
  return { ...rules[event.kind](view, event), head: event.seq };
}

const rules = {
  create: (view, event) => ({ ...view, posts: [...view.posts, postOf(event)] }),
  edit: (view, event) => withPost(view, event, { body_html: event.body_html, edited_at: event.at }),
  delete: (view, event) => withPost(view, event, { state: "deleted", body_html: "" }),
  restore: (view, event) => withPost(view, event, { state: "visible", body_html: event.body_html }),
  resolve: (view, event) => ({
    ...view,
    state: "resolved",
    outcome: event.outcome,
    resolved_by: event.actor,
    resolved_at: event.at,
  }),
  reopen: (view) => ({ ...view, state: "open", outcome: "", resolved_by: null, resolved_at: null }),
};

function postOf(event) {
  return {
    id: event.post,
    number: event.seq,
    author: event.actor,
    as: event.as,
    reply_to: event.reply_to,
    body_html: event.body_html,
    state: "visible",
    at: event.at,
    edited_at: null,
  };
}

function withPost(view, event, fields) {
  return { ...view, posts: view.posts.map((post) => (post.id === event.post ? { ...post, ...fields } : post)) };
}
