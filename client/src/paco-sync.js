/**
 * Saves the messages of a conversation to a PaCo gateway, each once, and loses none: what is saved is written to an outbox in the browser before it is
 * sent, and stays there until the gateway has it.
 *
 * @module @paco/sync
 */
import { Backoff } from './backoff.js';
import { attachElevenLabs } from './elevenlabs.js';
import { Gateway, isTransient } from './gateway.js';
import { openOutbox } from './outbox.js';

/** Requests that outlive a page may have 64 KiB in flight, all of a page's together (Fetch Standard, keepalive). */
const KEEPALIVE_BUDGET = 60 * 1024;

const BATCH_BYTES = 512 * 1024;
const ROW_LOOKS = 8;

/** @param {import('./paco-sync.d.ts').SyncOptions} options */
export function createSync(options) {
  return new Sync(options);
}

class Sync extends EventTarget {
  #options;
  #gateway;
  #backoff;
  #outbox;
  #name;
  #unsent = new Map();
  #handles = new Map();
  #channel;
  #sending;
  #wake = () => {};
  #closed = false;
  #offline = false;
  #session = crypto.randomUUID();

  constructor(options) {
    super();
    if (!options.researchId && !options.getToken) {
      throw new TypeError('createSync needs a researchId or a getToken');
    }
    this.#options = { batchSize: 50, trackRows: false, name: 'paco-sync', ...options };
    this.#name = this.#options.name;
    this.#gateway = new Gateway({
      baseUrl: (options.baseUrl ?? '').replace(/\/+$/, ''),
      fetch: options.fetch ?? ((...call) => globalThis.fetch(...call)),
      getToken: options.getToken,
      researchId: options.researchId,
      prefer: this.#options.trackRows ? undefined : 'respond-async',
    });
    this.#backoff = new Backoff(options.backoff);
    this.#outbox = openOutbox(this.#name, options.indexedDB ?? globalThis.indexedDB);
    this.#listen();
    // What an earlier page left.
    this.#outbox.then(() => this.flush());
  }

  /**
   * Saves a message and returns at once. What has no ElevenLabs id gets a key here, so that it stays one message however often it is sent; two calls are two
   * messages, also with the same words.
   */
  save(message) {
    const entry = this.#entry(message);
    const handle = new Handle(entry.id);
    this.#handles.set(entry.id, handle);
    this.#unsent.set(entry.id, entry.message);
    this.#persist(entry, handle);
    return handle;
  }

  #entry(message) {
    const complete = { timestamp: new Date().toISOString(), ...message };
    const owner = this.#options.researchId ?? message.research_id ?? this.#gateway.researchId ?? null;
    if (owner !== null) {
      complete.research_id = owner;
    }
    const named = complete.elevenlabs_message_id && (complete.elevenlabs_conversation_id || complete.conversation_id);
    if (!named && !complete.idempotency_key) {
      complete.idempotency_key = crypto.randomUUID();
    }
    return { id: crypto.randomUUID(), owner, session: this.#session, message: complete, state: 'queued' };
  }

  async #persist(entry, handle) {
    try {
      const outbox = await this.#outbox;
      entry.seq = await outbox.add(entry);
    } catch (failure) {
      // The disk is full or forbidden: memory is better than nothing, and the page is told.
      this.#outbox = Promise.resolve(await this.#inMemory(entry));
      this.#emit('storage', { durable: false, reason: String(failure) });
    }
    handle.set('queued');
    this.#emit('status', this.#statusNow());
    this.#drain();
  }

  async #inMemory(entry) {
    const memory = await openOutbox(this.#name, null);
    entry.seq = await memory.add(entry);
    return memory;
  }

  /** Sends what there is, now. Resolves when nothing is left that could be sent. */
  async flush() {
    this.#wake();
    return this.#drain();
  }

  /** Wraps the options of the ElevenLabs SDK's `startSession`. */
  attachElevenLabs(conversationOptions) {
    return attachElevenLabs(
      (message) => this.save(message),
      () => void this.flush(),
      conversationOptions,
    );
  }

  /** What the gateway will never take, with the reason. */
  async failed() {
    return (await this.#own()).filter((entry) => entry.state === 'failed');
  }

  /** Tries a message again that was set aside. */
  async retry(id) {
    const outbox = await this.#outbox;
    for (const entry of await this.failed()) {
      if (entry.id === id) {
        await outbox.put({ ...entry, state: 'queued', error: undefined });
      }
    }
    return this.flush();
  }

  /** Gives a message up that was set aside. */
  async discard(id) {
    const outbox = await this.#outbox;
    for (const entry of await this.failed()) {
      if (entry.id === id) {
        await outbox.remove(entry.seq);
      }
    }
  }

  /** Removes everything of this participant from the browser, sent or not. */
  async clear() {
    const outbox = await this.#outbox;
    for (const entry of await this.#own()) {
      await outbox.remove(entry.seq);
    }
    this.#unsent.clear();
  }

  /** How many messages wait, and how many were set aside. */
  async status() {
    const own = await this.#own();
    return {
      queued: own.filter((entry) => entry.state === 'queued').length,
      failed: own.filter((entry) => entry.state === 'failed').length,
      online: !this.#offline,
      durable: (await this.#outbox).durable,
    };
  }

  #statusNow() {
    return { unsent: this.#unsent.size, online: !this.#offline };
  }

  /** Ends it; what was not sent stays in the outbox. */
  async close() {
    this.#closed = true;
    this.#wake();
    this.#channel?.close();
    globalThis.removeEventListener?.('online', this.#onOnline);
    globalThis.removeEventListener?.('offline', this.#onOffline);
    globalThis.removeEventListener?.('pagehide', this.#onHide);
    globalThis.document?.removeEventListener('visibilitychange', this.#onVisibility);
    (await this.#outbox).close();
  }

  #onOnline = () => {
    this.#offline = false;
    this.#emit('status', this.#statusNow());
    void this.flush();
  };

  #onOffline = () => {
    this.#offline = true;
    this.#emit('status', this.#statusNow());
  };

  #onVisibility = () => {
    if (globalThis.document.visibilityState === 'hidden') {
      this.#onHide();
    }
  };

  /** The page may end: what fits is sent without waiting, and stays in the outbox, since nobody hears the answer. */
  #onHide = () => {
    const messages = [];
    let bytes = 0;
    for (const message of this.#unsent.values()) {
      bytes += sizeOf(message);
      if (bytes > KEEPALIVE_BUDGET || messages.length === 500) {
        break;
      }
      messages.push({ ...message, research_id: message.research_id ?? this.#gateway.researchId });
    }
    this.#gateway.sendOnHide(messages);
  };

  #listen() {
    this.#offline = globalThis.navigator?.onLine === false;
    globalThis.addEventListener?.('online', this.#onOnline);
    globalThis.addEventListener?.('offline', this.#onOffline);
    globalThis.addEventListener?.('pagehide', this.#onHide);
    globalThis.document?.addEventListener('visibilitychange', this.#onVisibility);
    void globalThis.navigator?.storage?.persist?.().catch(() => {});
    if (globalThis.document && globalThis.BroadcastChannel) {
      this.#channel = new BroadcastChannel(this.#name);
      this.#channel.onmessage = (event) => this.#settled(event.data, false);
    }
  }

  /** One at a time in this page, and in all of the browser where it has locks. */
  #drain() {
    this.#sending ??= this.#locked(() => this.#sendAll())
      .catch((failure) => this.#emit('error', { reason: String(failure) }))
      .finally(() => {
        this.#sending = undefined;
      })
      // What was saved while the last look had been taken.
      .then(async () => {
        if (!this.#closed && (await this.#next()).length > 0) {
          return this.#drain();
        }
      });
    return this.#sending;
  }

  #locked(work) {
    const locks = globalThis.document ? globalThis.navigator?.locks : undefined;
    return locks ? locks.request(`${this.#name}:${this.#options.researchId ?? ''}`, work) : work();
  }

  async #sendAll() {
    while (!this.#closed) {
      const batch = await this.#next();
      if (batch.length === 0) {
        return;
      }
      const wait = await this.#send(batch);
      if (wait > 0) {
        this.#emit('status', this.#statusNow());
        await this.#pause(wait);
      }
    }
  }

  #pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #own() {
    const outbox = await this.#outbox;
    const researchId = this.#gateway.researchId;
    return (await outbox.all()).filter((entry) =>
      entry.owner === null ? entry.session === this.#session : entry.owner === researchId || researchId === undefined,
    );
  }

  async #next() {
    const queued = (await this.#own()).filter((entry) => entry.state === 'queued');
    const batch = [];
    let bytes = 0;
    for (const entry of queued) {
      bytes += sizeOf(entry.message);
      if (batch.length > 0 && (bytes > BATCH_BYTES || batch.length >= this.#options.batchSize)) {
        break;
      }
      batch.push(entry);
    }
    return batch;
  }

  /** Sends a batch; how long to wait before the next, in milliseconds. */
  async #send(batch) {
    let authenticated = false;
    try {
      authenticated = await this.#gateway.authenticate();
    } catch {
      // Whoever gives the token could not, now.
    }
    const researchId = this.#gateway.researchId;
    if (!authenticated || researchId === undefined) {
      return this.#backoff.failed();
    }
    const own = batch.filter((entry) => entry.owner === null || entry.owner === researchId);
    if (own.length === 0) {
      return 0;
    }
    const answer = await this.#gateway.save(own.map((entry) => ({ ...entry.message, research_id: researchId })));
    if (this.#closed) {
      return 0;
    }
    let left = false;
    for (let i = 0; i < own.length; i++) {
      left = (await this.#settle(own[i], answer.results[i])) || left;
    }
    if (!left) {
      this.#backoff.succeeded();
      return 0;
    }
    return this.#backoff.failed(answer.retryAfter);
  }

  /** True when it must be sent again. */
  async #settle(entry, result) {
    if (isTransient(result.status) || result.status === 401) {
      return true;
    }
    const outbox = await this.#outbox;
    if (result.status === 200 || result.status === 202) {
      await outbox.remove(entry.seq);
      this.#settled({ id: entry.id, state: result.status === 200 ? 'saved' : 'accepted', messageId: result.messageId });
      if (result.status === 202 && this.#options.trackRows && result.location) {
        void this.#look(entry.id, result.location);
      }
    } else {
      await outbox.put({ ...entry, state: 'failed', error: { status: result.status, detail: result.detail } });
      this.#settled({ id: entry.id, state: 'failed', status: result.status, detail: result.detail });
    }
    return false;
  }

  async #look(id, location) {
    for (let look = 0; look < ROW_LOOKS && !this.#closed; look++) {
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** look));
      const messageId = await this.#gateway.rowOf(location);
      if (messageId !== undefined) {
        this.#settled({ id, state: 'saved', messageId });
        return;
      }
    }
  }

  #settled(change, here = true) {
    this.#unsent.delete(change.id);
    this.#handles.get(change.id)?.set(change.state, change);
    if (change.state !== 'accepted' || !this.#options.trackRows) {
      this.#handles.delete(change.id);
    }
    this.#emit('message', change);
    this.#emit('status', this.#statusNow());
    if (here) {
      this.#channel?.postMessage(change);
    }
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** A message on its way. */
class Handle extends EventTarget {
  state = 'new';
  messageId;
  error;

  constructor(id) {
    super();
    this.id = id;
  }

  set(state, { messageId, status, detail } = {}) {
    this.state = state;
    this.messageId = messageId ?? this.messageId;
    this.error = state === 'failed' ? { status, detail } : undefined;
    this.dispatchEvent(new Event('change'));
  }
}

function sizeOf(message) {
  return new TextEncoder().encode(JSON.stringify(message)).length + 64;
}
