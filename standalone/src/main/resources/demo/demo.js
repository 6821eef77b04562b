import { createSync } from '/client/paco-sync.js';

const SCRIPT = [
  ['agent', 'Good morning! How did you sleep?', 1],
  ['user', 'Quite well, thank you. Better than last week.', 2],
  ['agent', 'I am glad to hear that. Did you take your medicine yesterday evening?', 3],
  ['user', 'yes', 4],
  ['agent', 'And did you go for a walk, as you had planned? A short one is enough, and it helps with', 5],
  ['correction', 'And did you go for a walk, as you had planned?', 5],
  ['user', 'yes', 6],
  ['agent', 'Wonderful. Until tomorrow, then.', 7],
];
const PAUSE = 900;
const LABELS = { new: 'queued', queued: 'queued', accepted: 'on the log', saved: 'row', failed: 'refused' };

const list = document.querySelector('#messages');
const status = document.querySelector('#status');
const play = document.querySelector('#play');
const network = document.querySelector('#network');
const participant = document.querySelector('#participant');

let offline = false;
let sync;
let owner;

/** Offline for this page alone: its requests fail as they would without a network. */
const fetchUnlessOffline = (...call) =>
  offline ? Promise.reject(new TypeError('offline')) : fetch(...call);

function syncOf(researchId) {
  if (owner !== researchId) {
    void sync?.close();
    owner = researchId;
    sync = createSync({ researchId, trackRows: true, fetch: fetchUnlessOffline, backoff: { base: 300, most: 3000 } });
    sync.addEventListener('status', tell);
  }
  return sync;
}

async function tell() {
  const { queued, failed, durable } = await sync.status();
  const waiting = queued === 0 ? 'Nothing waits' : `${queued} wait${queued === 1 ? 's' : ''}`;
  const place = durable ? "in this browser's outbox" : 'in memory (this browser keeps nothing)';
  status.textContent = `${offline ? 'Offline. ' : ''}${waiting} ${place}${failed > 0 ? `, ${failed} refused` : ''}.`;
}

function show(role, text, handle) {
  const item = document.createElement('li');
  item.className = role === 'user' ? 'user' : 'agent';
  const bubble = document.createElement('div');
  bubble.className = 'bubble';
  bubble.textContent = text;
  const meta = document.createElement('div');
  meta.className = 'meta';
  const state = document.createElement('span');
  state.className = 'state';
  meta.append(role === 'user' ? 'Participant' : role === 'correction' ? 'Agent, interrupted' : 'Agent', state);
  item.append(bubble, meta);
  list.append(item);
  const update = () => {
    state.dataset.state = handle.state === 'new' ? 'queued' : handle.state;
    state.textContent =
      handle.state === 'saved'
        ? `saved as row ${handle.messageId}`
        : handle.state === 'failed'
          ? `refused: ${handle.error?.detail ?? handle.error?.status}`
          : LABELS[handle.state];
    void tell();
  };
  handle.addEventListener('change', update);
  update();
  item.scrollIntoView({ block: 'nearest' });
}

/** What the SDK would do with these options during a call. */
async function call(options) {
  options.onConnect({ conversationId: `demo_${crypto.randomUUID()}` });
  for (const [role, text, eventId] of SCRIPT) {
    if (role === 'correction') {
      options.onAgentResponseCorrection({ corrected_agent_response: text, event_id: eventId });
    } else {
      options.onMessage({ source: role === 'user' ? 'user' : 'ai', role, message: text, event_id: eventId });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  options.onDisconnect({ reason: 'agent' });
}

play.addEventListener('click', async () => {
  play.disabled = true;
  participant.disabled = true;
  const current = syncOf(participant.value);
  // Shows what the library saves: its own save, seen.
  const save = current.save.bind(current);
  const seen = new Set();
  current.save = (message) => {
    const handle = save(message);
    const corrects = message.role !== 'user' && seen.has(message.elevenlabs_message_id);
    seen.add(message.elevenlabs_message_id);
    show(message.role === 'user' ? 'user' : corrects ? 'correction' : 'agent', message.content, handle);
    return handle;
  };
  await call(current.attachElevenLabs());
  current.save = save;
  play.disabled = false;
  participant.disabled = false;
  play.textContent = 'Play it once more';
});

network.addEventListener('click', () => {
  offline = !offline;
  network.setAttribute('aria-pressed', String(offline));
  network.textContent = offline ? 'Go online' : 'Go offline';
  if (!offline) {
    void sync?.flush();
  }
  if (sync) {
    void tell();
  }
});

window.demo = { get sync() { return sync; } };
