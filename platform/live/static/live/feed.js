// The rules of one gapless log on the reader's side. Pure: no network, no page.
// seq <= last: ignore. seq == last + 1: apply. seq > last + 1: hold it, and ask for the gap.

const MOST_HELD = 500;

export class Feed {
  constructor(last) {
    this.last = last;
    this.held = new Map();
  }

  // The events that are now next, in order. An event may come without its content: then it must be asked.
  offer(seq, event) {
    if (seq > this.last && event && this.held.size < MOST_HELD) this.held.set(seq, event);
    this.known = Math.max(this.known ?? 0, seq);
    return this.next();
  }

  // How far the server says that the log is.
  head(seq) {
    this.known = Math.max(this.known ?? 0, seq);
  }

  get behind() {
    return (this.known ?? 0) > this.last;
  }

  next() {
    const ready = [];
    while (this.held.has(this.last + 1)) {
      this.last += 1;
      ready.push(this.held.get(this.last));
      this.held.delete(this.last);
    }
    for (const seq of this.held.keys()) if (seq <= this.last) this.held.delete(seq);
    return ready;
  }
}
