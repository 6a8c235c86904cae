import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { leftOut } from './world/scripted.js';
import { startWorld } from './world/world.js';
import { calls } from './operations/calls.js';
import { media } from './operations/media.js';
import { participants } from './operations/participants.js';
import { recordings } from './operations/recordings.js';
import { repeats } from './operations/repeats.js';
import { streams } from './operations/streams.js';

// One process and one simulator for all operations, so that the last test can say which of them nobody called.
const within = { timeout: 30_000 }; // only what hangs takes so long
let world;

before(async () => {
  world = await startWorld();
}, { timeout: 90_000 });

after(async () => {
  await world?.stop();
});

beforeEach(async () => {
  await world.afresh();
});

for (const [name, script] of Object.entries({ ...calls, ...participants, ...media, ...streams, ...recordings, ...repeats })) {
  test(name, within, async () => {
    await script(world);
    assert.deepEqual(world.app.mistakes, []);
  });
}

test('Every_operation_of_the_official_client_was_called', () => {
  assert.deepEqual(leftOut(), []);
});
