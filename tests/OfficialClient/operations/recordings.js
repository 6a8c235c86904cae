import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import { caller, clientOf, rawId } from '../world/world.js';
import { seconds } from '../world/wav.js';

const http = createDefaultHttpClient();

// The package downloads from hosts of the service alone, through https. This takes it from there to the simulator, as it is signed.
const fromTheService = simulator => clientOf(simulator, {
  httpClient: {
    sendRequest(request) {
      const place = new URL(request.url);
      if (place.hostname.endsWith('.asm.skype.com')) {
        request.url = simulator + place.pathname + place.search;
        request.allowInsecureConnection = true;
      }

      return http.sendRequest(request);
    },
  },
});

const atTheService = location => `https://simulator.asm.skype.com${new URL(location).pathname}`;

async function recorded(world, spoken) {
  const { app, client, desk } = world;
  const { call, properties } = await world.answered();
  const recording = client.getCallRecording();
  const { recordingId } = await recording.start({
    callLocator: { kind: 'serverCallLocator', id: properties.serverCallId },
    recordingContent: 'audio',
    recordingChannel: 'mixed',
    recordingFormat: 'wav',
    recordingStateCallbackEndpointUrl: app.callback,
  });
  await desk.advance(0);
  await desk.speak(call.id, spoken);
  await desk.advance(spoken);
  return { recording, recordingId };
}

async function filed(world, spoken) {
  const { recording, recordingId } = await recorded(world, spoken);
  await recording.stop(recordingId);
  await world.desk.advance(60);
  const [{ recordingStorageInfo }] = world.app.files;
  return recordingStorageInfo.recordingChunks[0];
}

// What was said in a call, on file.
export const recordings = {
  async A_call_is_recorded_paused_resumed_and_the_recording_stopped(world) {
    const { app, desk } = world;
    const { recording, recordingId } = await recorded(world, 2);
    const states = () => app.events.filter(event => event.kind === 'RecordingStateChanged').map(event => event.state);
    assert.equal((await recording.getState(recordingId)).recordingState, 'active');
    await recording.pause(recordingId);
    await desk.advance(3);
    assert.equal((await recording.getState(recordingId)).recordingState, 'inactive');
    await recording.resume(recordingId);
    await desk.advance(1);
    await recording.stop(recordingId);
    await desk.advance(60);

    assert.deepEqual(states(), ['active', 'inactive', 'active', 'inactive']);
    assert.equal(app.events.every(event => event.kind !== 'RecordingStateChanged' || event.recordingId === recordingId), true);
    assert.equal(app.files.length, 1);
    assert.equal(app.files[0].recordingDurationMs, 3000);
    await assert.rejects(recording.getState(recordingId), { statusCode: 404 });
  },

  async A_recording_is_downloaded_in_each_way(world) {
    const chunk = await filed(world, 2);
    const recording = fromTheService(world.simulator).getCallRecording();
    const whole = await buffer(await recording.downloadStreaming(atTheService(chunk.contentLocation)));
    assert.equal(whole.subarray(0, 4).toString(), 'RIFF');
    assert.ok(Math.abs(seconds(whole) - 2) < 0.2);

    const part = await buffer(await recording.downloadStreaming(atTheService(chunk.contentLocation), { offset: 44, length: 640 }));
    assert.deepEqual(part, whole.subarray(44, 684));
    const stream = new PassThrough();
    const [streamed] = await Promise.all([buffer(stream), recording.downloadToStream(atTheService(chunk.contentLocation), stream)]);
    assert.deepEqual(streamed, whole);
    const folder = await mkdtemp(join(tmpdir(), 'pbx-official-client-'));
    try {
      await recording.downloadToPath(atTheService(chunk.contentLocation), join(folder, 'call.wav'));
      assert.deepEqual(await readFile(join(folder, 'call.wav')), whole);
    } finally {
      await rm(folder, { recursive: true });
    }

    const metadata = JSON.parse(await buffer(await recording.downloadStreaming(atTheService(chunk.metadataLocation))));
    assert.deepEqual(metadata.participants.map(participant => participant.participantId), [rawId(caller)]);
  },

  async A_recording_that_was_deleted_is_gone(world) {
    const chunk = await filed(world, 1);
    const recording = fromTheService(world.simulator).getCallRecording();
    await recording.delete(atTheService(chunk.deleteLocation));

    await assert.rejects(recording.downloadStreaming(atTheService(chunk.contentLocation)));
  },

  async A_recording_that_does_not_start_is_told(world) {
    const { app, client, desk, simulator } = world;
    const { properties } = await world.answered();
    await fetch(`${simulator}/sim/races`, { method: 'PUT', body: JSON.stringify({ recordingFails: 1 }) });
    await client.getCallRecording().start({ callConnectionId: properties.callConnectionId, recordingStateCallbackEndpointUrl: app.callback });
    await desk.advance(1);

    assert.ok(app.one('StartRecordingFailed').recordingId);
  },

  async Unmixed_each_has_a_channel(world) {
    const { app, client, desk } = world;
    const { properties } = await world.answered();
    const { recordingId } = await client.getCallRecording().start({
      callConnectionId: properties.callConnectionId,
      recordingContent: 'audio',
      recordingChannel: 'unmixed',
      recordingFormat: 'wav',
      channelAffinity: [{ channel: 1, targetParticipant: caller }],
    });
    await desk.advance(1);
    await client.getCallRecording().stop(recordingId);
    await desk.advance(60);

    assert.equal(app.files[0].recordingChannelType, 'Unmixed');
  },
};
