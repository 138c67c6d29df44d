// Who leads of all tabs with one name: a lock that one of them holds. It frees itself when that tab ends, and can be taken.

export class Lead {
  // begin(): this tab leads from now on; end(): no longer.
  constructor(name, { begin, end }) {
    Object.assign(this, { name, begin, end });
    this.wait();
  }

  // Lead when nobody does.
  wait() {
    if (this.turn) return;
    const waiting = new AbortController();
    this.hold({ signal: waiting.signal }, { abort: () => waiting.abort() });
  }

  // Lead now: the one that does gives no answer. Should it wake up, then it hears that it lost the lock.
  steal() {
    if (this.turn?.release) return;
    this.leave();
    this.hold({ steal: true }, {});
  }

  // Neither lead nor wait: another tab may.
  leave() {
    const { turn } = this;
    this.turn = null;
    turn?.abort?.();
    if (!turn?.release) return;
    this.end();
    turn.release();
  }

  async hold(options, turn) {
    this.turn = turn;
    await navigator.locks.request(this.name, options, () => this.led(turn)).catch(() => {}); // given up, taken, or no locks here
    if (turn !== this.turn) return;
    if (!turn.release) return this.alone(turn);
    this.turn = null;
    this.end();
    this.wait();
  }

  alone(turn) {
    turn.release = () => {};
    this.begin();
  }

  led(turn) {
    if (turn !== this.turn) return undefined;
    return new Promise((done) => {
      turn.release = done;
      this.begin();
    });
  }
}
