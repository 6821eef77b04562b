import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attachElevenLabs } from '../src/elevenlabs.js';

function attached(options) {
  const saved = [];
  let flushed = 0;
  const callbacks = attachElevenLabs(
    (message) => saved.push(message),
    () => (flushed += 1),
    options,
  );
  return { saved, callbacks, flushes: () => flushed };
}

test('messages have the conversation and, where there is one, the event', () => {
  const { saved, callbacks } = attached();

  callbacks.onConnect({ conversationId: 'conv_1' });
  callbacks.onMessage({ source: 'ai', role: 'agent', message: 'Good morning', event_id: 1 });
  callbacks.onMessage({ source: 'user', role: 'user', message: 'yes' });

  assert.deepEqual(
    saved.map(({ timestamp, ...message }) => message),
    [
      {
        role: 'assistant',
        content: 'Good morning',
        provider: 'elevenlabs',
        elevenlabs_message_id: '1',
        elevenlabs_conversation_id: 'conv_1',
      },
      { role: 'user', content: 'yes', provider: 'elevenlabs', elevenlabs_conversation_id: 'conv_1' },
    ],
  );
});

test('messages that come before the conversation\'s id wait for it', () => {
  const { saved, callbacks } = attached();

  callbacks.onMessage({ source: 'ai', message: 'Good morning', event_id: 1 });
  assert.equal(saved.length, 0);
  callbacks.onConnect({ conversationId: 'conv_1' });

  assert.equal(saved[0].elevenlabs_conversation_id, 'conv_1');
});

test('a correction has the id of what it corrects', () => {
  const { saved, callbacks } = attached();
  callbacks.onConnect({ conversationId: 'conv_1' });

  callbacks.onMessage({ role: 'agent', message: 'Well, as I said before', event_id: 4 });
  callbacks.onAgentResponseCorrection({
    original_agent_response: 'Well, as I said before',
    corrected_agent_response: 'Well, as',
    event_id: 4,
  });

  assert.deepEqual(
    saved.map((message) => [message.role, message.content, message.elevenlabs_message_id]),
    [
      ['assistant', 'Well, as I said before', '4'],
      ['assistant', 'Well, as', '4'],
    ],
  );
});

test('the page\'s own callbacks and options stay', () => {
  const called = [];
  const { callbacks, flushes } = attached({
    agentId: 'agent_1',
    onConnect: (details) => called.push(['connect', details.conversationId]),
    onMessage: (details) => called.push(['message', details.message]),
    onDisconnect: () => called.push(['disconnect']),
  });

  callbacks.onConnect({ conversationId: 'conv_1' });
  callbacks.onMessage({ role: 'user', message: 'Hello' });
  callbacks.onDisconnect({ reason: 'user' });

  assert.equal(callbacks.agentId, 'agent_1');
  assert.deepEqual(called, [['connect', 'conv_1'], ['message', 'Hello'], ['disconnect']]);
  assert.equal(flushes(), 1);
});

test('what is no text is not saved', () => {
  const { saved, callbacks } = attached();
  callbacks.onConnect({ conversationId: 'conv_1' });

  callbacks.onMessage({ role: 'agent', message: '' });
  callbacks.onMessage({ role: 'agent' });
  callbacks.onMessage(undefined);

  assert.deepEqual(saved, []);
});
