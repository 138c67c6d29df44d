// How an event changes what a reader sees: the same rules as discussion/reducer.py. Pure.
// A view: { head, state, resolution, outcome, resolved_by, resolved_at, pinned: [...], posts: [...] }. Events come in order, without gaps.

export function apply(view, event) {
  if (event.seq <= view.head) return view;
  if (event.seq !== view.head + 1) throw new RangeError(`gap before ${event.seq}`);
  return { ...rules[event.kind](view, event), head: event.seq };
}

const rules = {
  create: (view, event) => ({ ...view, posts: [...view.posts, postOf(event)] }),
  edit: (view, event) => withPost(view, event, { ...text(event), edited_at: event.at }),
  delete(view, event) {
    const deleted = { at: event.at, by: event.actor.id };
    return withoutPin(withPost(view, event, { state: "deleted", body_html: "", deleted }), event);
  },
  restore: (view, event) => withPost(view, event, { state: "visible", ...text(event), deleted: null }),
  resolve: (view, event) => ({
    ...view,
    state: "resolved",
    resolution: event.resolution,
    outcome: event.outcome,
    resolved_by: event.actor,
    resolved_at: event.at,
  }),
  reopen: (view) => ({ ...view, state: "open", resolution: "", outcome: "", resolved_by: null, resolved_at: null }),
  react: (view, event) => ({ ...view, posts: view.posts.map((post) => (post.id === event.post ? reacted(post, event) : post)) }),
  pin(view, event) {
    const rest = withoutPin(view, event);
    if (!event.on) return rest;
    const pin = { id: event.post, number: event.number, name: event.name };
    return { ...rest, pinned: [...rest.pinned, pin].sort((a, b) => a.number - b.number) };
  },
  move: (view, event) => withoutPin(withPost(view, event, { state: "moved", body_html: "", reactions: {} }), event),
  arrive: (view, event) => ({ ...view, posts: [...view.posts, { ...event.written, ...text(event) }] }),
  reveal: (view, event) => ({ ...rules.reopen(view), state: event.state }),
};

const text = (event) => ({ body_html: event.body_html, lang: event.lang });

function postOf(event) {
  return {
    id: event.post,
    number: event.seq,
    author: event.actor,
    as: event.as,
    reply_to: event.reply_to,
    ...text(event),
    state: "visible",
    at: event.at,
    edited_at: null,
    arrived_at: null,
    deleted: null,
    reactions: {},
  };
}

// A sign of one person, once: said at the end of the line, or taken back.
function reacted(post, { sign, on, actor }) {
  const said = (post.reactions[sign] ?? []).filter((one) => one.id !== actor.id);
  if (on) said.push({ id: actor.id, name: actor.name });
  const { [sign]: _old, ...others } = post.reactions;
  return { ...post, reactions: said.length ? { ...others, [sign]: said } : others };
}

function withoutPin(view, event) {
  return { ...view, pinned: view.pinned.filter((one) => one.id !== event.post) };
}

function withPost(view, event, fields) {
  return { ...view, posts: view.posts.map((post) => (post.id === event.post ? { ...post, ...fields } : post)) };
}
