import assert from 'node:assert/strict';
import { DtmfTone } from '@azure/communication-call-automation';
import { alice, caller, rawId } from '../world/world.js';

const speech = { callIntelligenceOptions: { cognitiveServicesEndpoint: 'https://speech.example.test/' } };

// What is played in a call, and which keys are told and sent.
export const media = {
  async Somebody_hears_a_file(world) {
    const { app, desk } = world;
    const { call, connection, media } = await world.answered();
    await world.joined(connection, alice);
    app.forget();
    await media.play([{ kind: 'fileSource', url: app.music, playSourceCacheId: 'music' }], [caller], { operationContext: 'prompt-1' });
    await desk.advance(2);

    assert.deepEqual(app.kinds(), ['PlayStarted', 'PlayCompleted']);
    assert.equal(app.one('PlayCompleted').operationContext, 'prompt-1');
    assert.equal((await desk.call(call.id)).heard.some(heard => heard.kind === 'file'), true);
    assert.equal((await desk.phone(rawId(alice))).heard.some(heard => heard.kind === 'file'), false);
  },

  async All_hear_a_text_until_something_else_is_played(world) {
    const { app, desk } = world;
    const { media } = await world.answered(speech);
    await media.playToAll([{ kind: 'textSource', text: 'You are first in the queue.', sourceLocale: 'en-GB', voiceKind: 'female' }], { loop: true, operationContext: 'text-1' });
    await desk.advance(10);
    await media.playToAll([{ kind: 'ssmlSource', ssmlText: '<speak version="1.0" xml:lang="en-GB">One moment</speak>' }], { interruptCallMediaOperation: true, operationContext: 'ssml-1' });
    await desk.advance(2);

    assert.deepEqual(app.kinds().slice(2), ['PlayStarted', 'PlayCanceled', 'PlayStarted', 'PlayCompleted']);
    assert.deepEqual([app.one('PlayCanceled').operationContext, app.one('PlayCanceled').resultInformation.subCode], ['text-1', 8508]);
  },

  async A_file_that_is_not_there_fails(world) {
    const { app, desk } = world;
    const { media } = await world.answered();
    await media.playToAll([{ kind: 'fileSource', url: `${app.music}.missing` }]);
    await desk.advance(0);

    const failed = app.one('PlayFailed');
    assert.deepEqual([failed.resultInformation.subCode, failed.failedPlaySourceIndex], [8536, 0]);
  },

  async Keys_are_recognised_after_a_prompt(world) {
    const { app, desk } = world;
    const { call, media } = await world.answered();
    const options = {
      kind: 'callMediaRecognizeDtmfOptions',
      playPrompt: { kind: 'fileSource', url: app.music },
      interruptPrompt: true,
      maxTonesToCollect: 4,
      stopDtmfTones: [DtmfTone.Pound],
      operationContext: 'menu-1',
    };
    await media.startRecognizing(caller, options);
    await desk.advance(1);
    await desk.press(call.id, '12#');
    const completed = app.one('RecognizeCompleted');
    assert.deepEqual([completed.operationContext, completed.recognitionType, completed.dtmfResult.tones, completed.resultInformation.subCode], ['menu-1', 'dtmf', ['one', 'two'], 8514]);
    await media.startRecognizing(caller, { kind: 'callMediaRecognizeDtmfOptions', maxTonesToCollect: 1, initialSilenceTimeoutInSeconds: 3 });
    await desk.advance(3);

    assert.equal(app.one('RecognizeFailed').resultInformation.subCode, 8510);
  },

  async A_choice_is_made_by_a_word_or_by_a_key(world) {
    const { app, desk } = world;
    const { call, media } = await world.answered(speech);
    const options = {
      kind: 'callMediaRecognizeChoiceOptions',
      choices: [{ label: 'sales', phrases: ['sales', 'buy'], tone: DtmfTone.One }, { label: 'service', phrases: ['service'], tone: DtmfTone.Two }],
      speechLanguage: 'en-GB',
    };
    await media.startRecognizing(caller, { ...options, operationContext: 'said' });
    await desk.say(call.id, 'I want to buy a bicycle.');
    await desk.advance(4);
    await media.startRecognizing(caller, { ...options, operationContext: 'pressed' });
    await desk.press(call.id, '2');

    const made = app.events.filter(event => event.kind === 'RecognizeCompleted');
    assert.deepEqual(made.map(event => [event.operationContext, event.recognitionType, event.choiceResult.label, event.resultInformation.subCode]), [['said', 'choices', 'sales', 8545], ['pressed', 'choices', 'service', 8533]]);
  },

  async Words_are_recognised_and_so_are_keys_in_their_place(world) {
    const { app, desk } = world;
    const { call, media } = await world.answered(speech);
    await media.startRecognizing(caller, { kind: 'callMediaRecognizeSpeechOptions', speechLanguage: 'en-GB', endSilenceTimeoutInSeconds: 1, operationContext: 'words' });
    await desk.say(call.id, 'My name is Anna.');
    await desk.advance(3);
    assert.equal(app.one('RecognizeCompleted').speechResult.speech, 'My name is Anna.');
    await media.startRecognizing(caller, { kind: 'callMediaRecognizeSpeechOrDtmfOptions', maxTonesToCollect: 2, operationContext: 'either' });
    await desk.press(call.id, '42');

    const either = app.events.at(-1);
    assert.deepEqual([either.kind, either.operationContext, either.recognitionType, either.dtmfResult.tones], ['RecognizeCompleted', 'either', 'dtmf', ['four', 'two']]);
  },

  async What_runs_and_what_waits_is_cancelled(world) {
    const { app, desk } = world;
    const { media } = await world.answered();
    await media.playToAll([{ kind: 'fileSource', url: app.music }], { loop: true });
    await desk.advance(0);
    await media.startRecognizing(caller, { kind: 'callMediaRecognizeDtmfOptions', maxTonesToCollect: 1 });
    await media.cancelAllOperations();
    await desk.advance(0);

    assert.deepEqual(app.kinds().slice(2).sort(), ['PlayCanceled', 'PlayStarted', 'RecognizeCanceled']);
  },

  async Somebody_is_put_on_hold_and_comes_back(world) {
    const { app, desk } = world;
    const { call, media } = await world.answered();
    app.forget();
    await media.hold(caller, { playSource: { kind: 'fileSource', url: app.music }, operationContext: 'hold-1' });
    await desk.advance(5);
    assert.equal(app.one('ParticipantsUpdated').participants[0].isOnHold, true);
    assert.equal((await desk.call(call.id)).heard.at(-1).kind, 'file');
    await media.unhold(caller, { operationContext: 'unhold-1' });
    await desk.advance(0);
    assert.deepEqual(app.events.map(event => event.participants[0].isOnHold), [true, false]);
    await media.unhold(caller, { operationContext: 'unhold-2' });
    await desk.advance(0);

    assert.equal(app.one('HoldFailed').operationContext, 'unhold-2');
  },

  async Tones_are_sent(world) {
    const { app, desk } = world;
    const { call, connection, media } = await world.answered();
    const result = await media.sendDtmfTones([DtmfTone.One, DtmfTone.Asterisk, DtmfTone.Pound], caller, { operationContext: 'send-1' });
    assert.equal(result.operationContext, 'send-1');
    await desk.advance(1);
    assert.equal(app.one('SendDtmfTonesCompleted').operationContext, 'send-1');
    assert.equal((await desk.call(call.id)).heard.find(heard => heard.kind === 'keys').tones, '1*#');
    await world.joined(connection, alice);
    await media.sendDtmfTones([DtmfTone.One], alice);
    await desk.advance(0);

    assert.equal(app.one('SendDtmfTonesFailed').resultInformation.code, 400);
  },

  async Each_key_is_told_until_that_is_stopped(world) {
    const { app, desk } = world;
    const { call, media } = await world.answered();
    await media.startContinuousDtmfRecognition(caller, { operationContext: 'keys-1' });
    await desk.press(call.id, '*9');
    await media.stopContinuousDtmfRecognition(caller, { operationContext: 'keys-2' });
    await desk.press(call.id, '5');

    const told = app.events.filter(event => event.kind === 'ContinuousDtmfRecognitionToneReceived');
    assert.deepEqual(told.map(event => [event.operationContext, event.sequenceId, event.tone]), [['keys-1', 1, 'asterisk'], ['keys-1', 2, 'nine']]);
    assert.equal(app.one('ContinuousDtmfRecognitionStopped').operationContext, 'keys-2');
  },

  async Transcription_is_said_not_to_be_simulated(world) {
    const { media } = await world.answered();
    const notSimulated = error => error.statusCode === 501 && error.code === 'NotImplemented';

    await assert.rejects(media.startTranscription({ locale: 'en-GB' }), notSimulated);
    await assert.rejects(media.updateTranscription('nl-NL'), notSimulated);
    await assert.rejects(media.stopTranscription(), notSimulated);
  },
};
