import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff, retryAfter } from '../src/backoff.js';

test('waits grow to the most there is, with full jitter, and begin anew after a success', () => {
  const backoff = new Backoff({ base: 100, most: 1000, random: () => 1 });

  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map(() => backoff.failed()),
    [100, 200, 400, 800, 1000, 1000],
  );
  backoff.succeeded();
  assert.equal(backoff.failed(), 100);
  assert.equal(new Backoff({ random: () => 0 }).failed(), 0);
});

test('what the server asks for is the least', () => {
  assert.equal(new Backoff({ base: 100, random: () => 0 }).failed(5000), 5000);
});

test('Retry-After is seconds or a date', () => {
  assert.equal(retryAfter('3'), 3000);
  assert.equal(retryAfter('Thu, 01 Jan 2026 00:00:10 GMT', Date.UTC(2026, 0, 1)), 10_000);
  assert.equal(retryAfter('Thu, 01 Jan 2026 00:00:10 GMT', Date.UTC(2027, 0, 1)), 0);
  assert.equal(retryAfter('soon'), 0);
  assert.equal(retryAfter(null), 0);
});
