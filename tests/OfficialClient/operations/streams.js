import assert from 'node:assert/strict';
import { caller } from '../world/world.js';

const options = ({ stream }, more) => ({ transportType: 'websocket', transportUrl: stream, audioChannelType: 'unmixed', contentType: 'audio', ...more });

// The sound of a call, as the package's own classes read it.
export const streams = {
  async Sound_is_streamed_from_the_answer_on(world) {
    const { app, desk } = world;
    const { call } = await world.answered({ operationContext: 'call-1', mediaStreamingOptions: options(app, { startMediaStreaming: true, enableDtmfTones: true }) });
    await desk.speak(call.id, 1);
    await desk.advance(2);
    await desk.press(call.id, '7');
    await desk.hangUp(call.id);
    await app.streams[0].ended;

    const [metadata, ...frames] = app.streams[0].received;
    assert.deepEqual([metadata.kind, metadata.encoding, metadata.sampleRate, metadata.channels], ['AudioMetadata', 'PCM', 16_000, 1]);
    const audio = frames.filter(frame => frame.kind === 'AudioData');
    assert.equal(audio.length, 100);
    assert.equal(audio.filter(frame => !frame.isSilent).length, 50);
    assert.equal(audio[0].participant.phoneNumber, caller.phoneNumber);
    assert.equal(Buffer.from(audio[0].data, 'base64').length, 640);
    assert.equal(Buffer.from(audio[0].data, 'base64').some(byte => byte !== 0), true);
    assert.deepEqual(frames.filter(frame => frame.kind === 'DtmfData').map(frame => frame.data), ['7']);
    assert.match(app.streams[0].headers.authorization, /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
    const stopped = app.one('MediaStreamingStopped');
    assert.deepEqual([app.one('MediaStreamingStarted').operationContext, stopped.mediaStreamingUpdate.mediaStreamingStatus], ['call-1', 'mediaStreamingStopped']);
  },

  async Streaming_is_started_and_stopped_in_the_call(world) {
    const { app, desk } = world;
    const { connection, media } = await world.answered({ mediaStreamingOptions: options(app) });
    await media.startMediaStreaming({ operationContext: 'ms-1' });
    await desk.advance(0.1);
    assert.equal((await connection.getCallConnectionProperties()).mediaStreamingSubscription.state, 'active');
    await media.stopMediaStreaming({ operationContext: 'ms-2' });
    await app.streams[0].ended;
    await desk.advance(0);

    assert.deepEqual([app.one('MediaStreamingStarted').operationContext, app.one('MediaStreamingStopped').operationContext], ['ms-1', 'ms-2']);
    assert.equal((await connection.getCallConnectionProperties()).mediaStreamingSubscription.state, 'inactive');
  },

  async A_stream_that_nobody_takes_fails(world) {
    const { app } = world;
    await world.answered({ mediaStreamingOptions: options(app, { transportUrl: `${app.stream}-nowhere`, startMediaStreaming: true }) });

    assert.equal(app.one('MediaStreamingFailed').mediaStreamingUpdate.mediaStreamingStatusDetails, 'initialWebSocketConnectionFailed');
  },
};
