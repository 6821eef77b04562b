/** How long to wait before the next try, after failures in a row: exponential with full jitter, or what the server asks for. */
export class Backoff {
  #failures = 0;
  #base;
  #most;
  #random;

  constructor({ base = 500, most = 60_000, random = Math.random } = {}) {
    this.#base = base;
    this.#most = most;
    this.#random = random;
  }

  succeeded() {
    this.#failures = 0;
  }

  /** Milliseconds; never less than `retryAfter`. */
  failed(retryAfter = 0) {
    const ceiling = Math.min(this.#most, this.#base * 2 ** Math.min(this.#failures, 20));
    this.#failures += 1;
    return Math.max(retryAfter, this.#random() * ceiling);
  }
}

/** Milliseconds that a `Retry-After` asks for (RFC 9110, section 10.2.3): seconds or a date; 0 for anything else. */
export function retryAfter(header, now = Date.now()) {
  if (!header) {
    return 0;
  }
  if (/^\d{1,6}$/.test(header.trim())) {
    return Number(header) * 1000;
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
