/** One message, as the gateway's save-message takes it. */
export interface Message {
  role: 'user' | 'assistant' | 'agent' | 'ai';
  /** 1 to 10,000 characters. */
  content: string;
  /** ISO 8601; now when it is left out. */
  timestamp?: string;
  provider?: 'elevenlabs' | 'openai';
  elevenlabs_conversation_id?: string;
  elevenlabs_message_id?: string;
  conversation_id?: string;
  /** Made here when there is no ElevenLabs message id. */
  idempotency_key?: string;
  research_id?: string;
}

export interface SyncOptions {
  /** Of the gateway; the page's own origin when it is left out. */
  baseUrl?: string;
  /** Logs in with it. One of researchId and getToken is needed. */
  researchId?: string;
  /** Gives a token; `renew` when the last one is not taken any more. */
  getToken?: (request: { renew: boolean }) => Promise<string | undefined> | string | undefined;
  /** Messages of a request at most, 50; the gateway takes 500. */
  batchSize?: number;
  /** Whether rows are waited and asked for, so that states come to `saved`; false. */
  trackRows?: boolean;
  /** Of the outbox, `paco-sync`; pages with the same name share it. */
  name?: string;
  backoff?: { base?: number; most?: number; random?: () => number };
  fetch?: typeof fetch;
  indexedDB?: IDBFactory | null;
}

/** `accepted`: the log has it, replicated; `saved`: it is a row; `failed`: the gateway will never take it. */
export type State = 'new' | 'queued' | 'accepted' | 'saved' | 'failed';

/** A message on its way; fires `change`. */
export interface Handle extends EventTarget {
  readonly id: string;
  readonly state: State;
  /** Of the row, when it is known. */
  readonly messageId?: number;
  readonly error?: { status: number; detail?: string };
}

export interface OutboxEntry {
  readonly id: string;
  readonly owner: string | null;
  readonly message: Message;
  readonly state: 'queued' | 'failed';
  readonly error?: { status: number; detail?: string };
}

/**
 * Fires `message` (a message's state has changed, also in another tab), `status`, `storage` (the outbox is in memory only) and `error`, each with
 * a `detail`.
 */
export interface Sync extends EventTarget {
  save(message: Message): Handle;
  flush(): Promise<void>;
  attachElevenLabs<T extends object>(conversationOptions?: T): T;
  status(): Promise<{ queued: number; failed: number; online: boolean; durable: boolean }>;
  failed(): Promise<OutboxEntry[]>;
  retry(id: string): Promise<void>;
  discard(id: string): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export function createSync(options: SyncOptions): Sync;
