// Waiting longer each time, by chance somewhere between nothing and the limit, so that not all come back at once.

export class Backoff {
  constructor({ first = 500, most = 30_000, random = Math.random } = {}) {
    Object.assign(this, { first, most, random, tries: 0 });
  }

  next() {
    const limit = Math.min(this.most, this.first * 2 ** Math.min(this.tries, 16));
    this.tries += 1;
    return this.random() * limit;
  }

  reset() {
    this.tries = 0;
  }
}
