import { retryAfter } from './backoff.js';

const LOGIN = '/api/v1/auth/login';
const SAVE = '/api/v1/chat/save-message';
const SAVE_MANY = '/api/v1/chat/save-messages';
const TIMEOUT = 20_000;

/** It may be sent again as it is: the network, the gateway or the log was not there, or it was too much at once. */
const isTransient = (status) => status === 0 || status === 408 || status === 425 || status === 429 || status >= 500;

/** The gateway's HTTP interface, with the token of one participant. */
export class Gateway {
  #baseUrl;
  #fetch;
  #getToken;
  #researchId;
  #prefer;
  #token;
  #oneByOne = false;

  constructor({ baseUrl, fetch, getToken, researchId, prefer }) {
    this.#baseUrl = baseUrl;
    this.#fetch = fetch;
    this.#getToken = getToken;
    this.#researchId = researchId;
    this.#prefer = prefer;
  }

  /** The participant that the token is of, as far as is known. */
  get researchId() {
    return this.#researchId ?? (this.#token ? claims(this.#token).research_id : undefined);
  }

  /** Makes sure that there is a token; false when there can be none now. */
  async authenticate(renew = false) {
    if (this.#token && !renew) {
      return true;
    }
    this.#token = this.#getToken ? await this.#getToken({ renew }) : await this.#logIn();
    return Boolean(this.#token);
  }

  async #logIn() {
    const answer = await this.#send('POST', LOGIN, JSON.stringify({ research_id: this.#researchId }), {});
    return answer.status === 200 ? answer.body?.access_token : undefined;
  }

  /**
   * Sends messages in their order. Resolves with one result for each, `{ status, messageId, location, detail }`, and `retryAfter` in
   * milliseconds. Logs in again, once, when the token is not taken.
   */
  async save(messages) {
    let answer = await this.#saveOnce(messages);
    if (answer.status === 401 && (await this.authenticate(true))) {
      answer = await this.#saveOnce(messages);
    }
    return answer;
  }

  async #saveOnce(messages) {
    if (this.#oneByOne || messages.length === 1) {
      return this.#saveEach(messages);
    }
    const answer = await this.#authorized(SAVE_MANY, JSON.stringify({ messages }));
    if (answer.status === 404 || answer.status === 405) {
      this.#oneByOne = true;
      return this.#saveEach(messages);
    }
    const results = answer.body?.results;
    if ((answer.status === 200 || answer.status === 202) && Array.isArray(results)) {
      return { status: answer.status, retryAfter: answer.retryAfter, results: results.map(ofItem) };
    }
    // One message of a batch must not make the others fail with it.
    return isTransient(answer.status) || answer.status === 401 ? allOf(messages, answer) : this.#saveEach(messages);
  }

  /** As far as it goes: what comes after one that cannot be taken now would overtake it. */
  async #saveEach(messages) {
    const results = [];
    for (const message of messages) {
      const answer = await this.#authorized(SAVE, JSON.stringify(message));
      if (answer.status === 401) {
        return { status: 401, retryAfter: answer.retryAfter, results: rest(results, messages, answer) };
      }
      results.push({
        status: answer.status,
        messageId: answer.body?.message_id ?? undefined,
        location: answer.location,
        detail: answer.body?.detail,
      });
      if (isTransient(answer.status)) {
        return { status: answer.status, retryAfter: answer.retryAfter, results: rest(results, messages, answer) };
      }
    }
    return { status: 200, retryAfter: 0, results };
  }

  /** The row of a message that the log has; undefined while there is none. */
  async rowOf(location) {
    const answer = await this.#send('GET', location, undefined, { Authorization: `Bearer ${this.#token}` });
    return answer.status === 200 ? answer.body?.message_id : undefined;
  }

  /** Sends what outlives the page; nobody waits for the answer. False when there is no token, which cannot be got any more. */
  sendOnHide(messages) {
    if (!this.#token || messages.length === 0) {
      return false;
    }
    const path = messages.length === 1 ? SAVE : SAVE_MANY;
    const body = JSON.stringify(messages.length === 1 ? messages[0] : { messages });
    this.#fetch(this.#baseUrl + path, {
      method: 'POST',
      keepalive: true,
      headers: this.#headers({ Authorization: `Bearer ${this.#token}`, Prefer: 'respond-async' }),
      body,
    }).catch(() => {});
    return true;
  }

  #authorized(path, body) {
    const headers = { Authorization: `Bearer ${this.#token}` };
    if (this.#prefer) {
      headers.Prefer = this.#prefer;
    }
    return this.#send('POST', path, body, headers);
  }

  #headers(headers) {
    return { 'Content-Type': 'application/json', Accept: 'application/json, application/problem+json', ...headers };
  }

  async #send(method, path, body, headers) {
    try {
      const response = await this.#fetch(this.#baseUrl + path, {
        method,
        body,
        headers: this.#headers(headers),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const text = await response.text();
      return {
        status: response.status,
        retryAfter: retryAfter(response.headers.get('Retry-After')),
        location: response.headers.get('Location') ?? undefined,
        body: parsed(text),
      };
    } catch {
      return { status: 0, retryAfter: 0, location: undefined, body: undefined };
    }
  }
}

export { isTransient };

function ofItem(item) {
  return {
    status: item.success ? (item.message_id == null ? 202 : 200) : item.status,
    messageId: item.message_id ?? undefined,
    location: item.location,
    detail: item.detail,
  };
}

function allOf(messages, answer) {
  return { status: answer.status, retryAfter: answer.retryAfter, results: rest([], messages, answer) };
}

function rest(results, messages, answer) {
  const missing = messages.slice(results.length).map(() => ({ status: answer.status, detail: answer.body?.detail }));
  return [...results, ...missing];
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function claims(token) {
  const payload = token.split('.')[1] ?? '';
  return parsed(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) ?? {};
}
