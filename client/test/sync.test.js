import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { createSync } from '../src/paco-sync.js';
import { startGateway, takesEverything, token } from '../support/gateway-double.js';

const open = [];

async function started(answer, options = {}) {
  const gateway = await startGateway(answer);
  const sync = createSync({ baseUrl: gateway.url, researchId: 'RID001', backoff: { base: 1, most: 5 }, ...options });
  open.push(() => sync.close(), () => gateway.stop());
  return { gateway, sync };
}

afterEach(async () => {
  for (const close of open.splice(0)) {
    await close();
  }
});

const said = (content, more = {}) => ({ role: 'user', content, ...more });

test('a message is saved at once and sent once', async () => {
  const { gateway, sync } = await started(takesEverything());

  const handle = sync.save(said('Hello'));
  assert.equal(handle.state, 'new');
  await sync.flush();
  await sync.flush();

  assert.equal(handle.state, 'saved');
  assert.equal(handle.messageId, 1);
  const [message, ...others] = gateway.saved();
  assert.deepEqual(others, []);
  assert.equal(message.content, 'Hello');
  assert.equal(message.research_id, 'RID001');
  assert.match(message.timestamp, /^\d{4}-\d\d-\d\dT/);
  assert.deepEqual(await sync.status(), { queued: 0, failed: 0, online: true, durable: false });
});

test('the same words twice are two messages, each with a key of its own', async () => {
  const { gateway, sync } = await started(takesEverything());

  sync.save(said('yes'));
  sync.save(said('yes'));
  await sync.flush();

  const keys = gateway.saved().map((message) => message.idempotency_key);
  assert.equal(new Set(keys).size, 2);
});

test('what has an ElevenLabs id needs no key', async () => {
  const { gateway, sync } = await started(takesEverything());

  sync.save(said('yes', { elevenlabs_conversation_id: 'c', elevenlabs_message_id: '3' }));
  await sync.flush();

  assert.equal(gateway.saved()[0].idempotency_key, undefined);
});

test('many messages are sent in batches and in order', async () => {
  const { gateway, sync } = await started(takesEverything(), { batchSize: 10 });

  for (let i = 0; i < 35; i++) {
    sync.save(said(`turn ${i}`));
  }
  await sync.flush();

  assert.deepEqual(
    gateway.saved().map((message) => message.content),
    Array.from({ length: 35 }, (_, i) => `turn ${i}`),
  );
  assert.ok(gateway.requests.filter((request) => request.path.endsWith('/save-messages')).length <= 5);
});

test('a gateway without batches gets one after the other', async () => {
  const takes = takesEverything();
  const { gateway, sync } = await started((request) =>
    request.path.endsWith('/save-messages') ? { status: 404 } : takes(request),
  );

  ['a', 'b', 'c'].forEach((content) => sync.save(said(content)));
  await sync.flush();

  const single = gateway.requests.filter((request) => request.path.endsWith('/save-message'));
  assert.deepEqual(
    single.map((request) => request.body.content),
    ['a', 'b', 'c'],
  );
});

test('what the gateway cannot take now is sent again with the same key', async () => {
  const takes = takesEverything();
  let refusals = 3;
  const { gateway, sync } = await started((request) =>
    request.path.includes('save-message') && refusals-- > 0 ? { status: 503, body: { detail: 'later' } } : takes(request),
  );

  const handle = sync.save(said('Hello'));
  await sync.flush();

  assert.equal(handle.state, 'saved');
  assert.equal(gateway.saved().length, 4);
  assert.equal(new Set(gateway.saved().map((message) => message.idempotency_key)).size, 1);
});

test('one of a batch that cannot be taken now is sent again alone', async () => {
  const takes = takesEverything();
  let first = true;
  const { gateway, sync } = await started((request) => {
    if (request.path.endsWith('/save-messages') && first) {
      first = false;
      return {
        status: 202,
        body: {
          results: [
            { index: 0, success: true, message_id: 7 },
            { index: 1, success: false, status: 503, detail: 'full' },
          ],
        },
      };
    }
    return takes(request);
  });

  sync.save(said('a'));
  sync.save(said('b'));
  await sync.flush();

  assert.equal(gateway.saved().filter((message) => message.content === 'a').length, 1);
  assert.equal(gateway.saved().filter((message) => message.content === 'b').length, 2);
});

test('what the gateway will never take is set aside, told, and in nobody\'s way', async () => {
  const takes = takesEverything();
  const { gateway, sync } = await started((request) => {
    if (!request.path.includes('save-message')) {
      return takes(request);
    }
    const messages = request.body.messages ?? [request.body];
    if (request.body.messages && messages.some((message) => message.content === 'bad')) {
      return {
        body: {
          results: messages.map((message, index) =>
            message.content === 'bad'
              ? { index, success: false, status: 422, detail: 'content is bad' }
              : { index, success: true, message_id: index + 1 },
          ),
        },
      };
    }
    return messages[0].content === 'bad' ? { status: 422, body: { detail: 'content is bad' } } : takes(request);
  });
  const told = [];
  sync.addEventListener('message', (event) => told.push(event.detail));

  const bad = sync.save(said('bad'));
  const good = sync.save(said('good'));
  await sync.flush();

  assert.equal(bad.state, 'failed');
  assert.deepEqual(bad.error, { status: 422, detail: 'content is bad' });
  assert.equal(good.state, 'saved');
  const [failed] = await sync.failed();
  assert.equal(failed.message.content, 'bad');
  assert.ok(told.some((change) => change.id === bad.id && change.state === 'failed'));
  await sync.discard(failed.id);
  assert.deepEqual(await sync.failed(), []);
  assert.equal(gateway.saved().filter((message) => message.content === 'good').length, 1);
});

test('a token that is not taken any more is renewed once', async () => {
  const takes = takesEverything();
  let expired = true;
  const { gateway, sync } = await started((request) => {
    if (request.path.includes('save-message') && expired) {
      expired = false;
      return { status: 401 };
    }
    return takes(request);
  });

  const handle = sync.save(said('Hello'));
  await sync.flush();

  assert.equal(handle.state, 'saved');
  assert.equal(gateway.requests.filter((request) => request.path.endsWith('/login')).length, 2);
});

test('a token of the page is asked for, and asked for anew', async () => {
  const takes = takesEverything();
  const asked = [];
  let expired = true;
  const { gateway, sync } = await started(
    (request) => {
      if (request.path.includes('save-message') && expired) {
        expired = false;
        return { status: 401 };
      }
      return takes(request);
    },
    {
      researchId: undefined,
      getToken: async (request) => {
        asked.push(request.renew);
        return token('RID002');
      },
    },
  );

  sync.save(said('Hello'));
  await sync.flush();

  assert.deepEqual(asked, [false, true]);
  assert.equal(gateway.saved()[0].research_id, 'RID002');
});

test('the wait that the gateway asks for is kept', async () => {
  const takes = takesEverything();
  let refused;
  const { sync } = await started((request) => {
    if (request.path.includes('save-message') && !refused) {
      refused = Date.now();
      return { status: 429, headers: { 'Retry-After': '1' } };
    }
    return takes(request);
  });

  sync.save(said('Hello'));
  await sync.flush();

  assert.ok(Date.now() - refused >= 990);
});

test('nothing is lost while nobody answers', async () => {
  const gateway = await startGateway(takesEverything());
  await gateway.stop();
  const sync = createSync({ baseUrl: gateway.url, researchId: 'RID001', backoff: { base: 1, most: 5 } });
  open.push(() => sync.close());

  const handle = sync.save(said('Hello'));
  await new Promise((resolve) => handle.addEventListener('change', resolve, { once: true }));

  assert.equal(handle.state, 'queued');
  assert.equal((await sync.status()).queued, 1);
});

test('clear leaves nothing behind', async () => {
  const { sync } = await started(() => ({ status: 503 }));
  const handle = sync.save(said('Hello'));
  await new Promise((resolve) => handle.addEventListener('change', resolve, { once: true }));

  await sync.clear();

  assert.equal((await sync.status()).queued, 0);
});

test('neither an id nor a token is refused at once', () => {
  assert.throws(() => createSync({ baseUrl: '' }), TypeError);
});
