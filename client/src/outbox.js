/**
 * What is still to be sent, in the order in which it was saved. In IndexedDB, so that it outlives the page; in memory where there is none.
 *
 * An entry is `{ seq, id, owner, message, state, error }`: `owner` is the research id whose token alone may send it, `state` is
 * `queued` or `failed`.
 */

const STORE = 'outbox';

/** Opens the outbox; never fails: what cannot be kept is at least sent. */
export async function openOutbox(name, indexedDB = globalThis.indexedDB) {
  if (!indexedDB) {
    return new MemoryOutbox();
  }
  try {
    return new StoredOutbox(await open(name, indexedDB));
  } catch {
    return new MemoryOutbox();
  }
}

function open(name, indexedDB) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'seq', autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('The outbox is in use by an older page'));
  });
}

class StoredOutbox {
  durable = true;

  constructor(database) {
    this.database = database;
    // A newer page wants the outbox: this one must not stand in its way.
    database.onversionchange = () => database.close();
  }

  /** Resolves when the entry is on disk; gives its place. */
  add(entry) {
    return this.#run('readwrite', (store) => store.add(entry));
  }

  put(entry) {
    return this.#run('readwrite', (store) => store.put(entry));
  }

  remove(seq) {
    return this.#run('readwrite', (store) => store.delete(seq));
  }

  all() {
    return this.#run('readonly', (store) => store.getAll());
  }

  close() {
    this.database.close();
  }

  #run(mode, call) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORE, mode, { durability: 'strict' });
      const request = call(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error ?? new Error('The outbox is full'));
    });
  }
}

class MemoryOutbox {
  durable = false;
  #entries = new Map();
  #next = 1;

  async add(entry) {
    const seq = this.#next++;
    this.#entries.set(seq, { ...entry, seq });
    return seq;
  }

  async put(entry) {
    this.#entries.set(entry.seq, entry);
  }

  async remove(seq) {
    this.#entries.delete(seq);
  }

  async all() {
    return [...this.#entries.values()];
  }

  close() {}
}
