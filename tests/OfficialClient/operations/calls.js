import assert from 'node:assert/strict';
import { alice, bob, caller, company, mobile, rawId } from '../world/world.js';

// How calls begin and end.
export const calls = {
  async A_call_is_made_to_one_phone({ client, app, desk }) {
    await desk.behaves(rawId(mobile), 'answer', 3);
    const made = await client.createCall({ targetParticipant: mobile, sourceCallIdNumber: company, sourceDisplayName: 'Sales' }, app.callback, { operationContext: 'out-1' });
    assert.equal(made.callConnectionProperties.callConnectionState, 'connecting');
    assert.deepEqual(made.callConnectionProperties.targetParticipants.map(target => target.phoneNumber), [mobile.phoneNumber]);
    await desk.advance(3);

    assert.deepEqual(app.kinds(), ['CallConnected', 'ParticipantsUpdated']);
    assert.equal(app.one('CallConnected').operationContext, 'out-1');
    assert.equal(app.one('CallConnected').callConnectionId, made.callConnectionProperties.callConnectionId);
    assert.equal((await desk.phone(rawId(mobile))).caller.address, rawId(company));
  },

  async A_call_that_is_not_answered_fails({ client, app, desk }) {
    await desk.behaves(rawId(mobile), 'busy');
    await client.createCall({ targetParticipant: mobile, sourceCallIdNumber: company }, app.callback);
    await desk.advance(0);

    assert.equal(app.one('CreateCallFailed').resultInformation.code, 486);
  },

  async A_group_is_called_and_whoever_answers_joins({ client, app, desk }) {
    await desk.behaves(rawId(alice), 'answer');
    await desk.behaves(rawId(mobile), 'answer', 2);
    const made = await client.createGroupCall([alice, mobile], app.callback, { sourceCallIdNumber: company, operationContext: 'group-1' });
    await desk.advance(2);

    assert.equal(app.one('CallConnected').operationContext, 'group-1');
    const { values } = await made.callConnection.listParticipants();
    assert.deepEqual(values.map(participant => rawId(participant.identifier)), [rawId(alice), rawId(mobile)]);
  },

  async A_call_that_comes_in_is_answered(world) {
    const { app } = world;
    const { call, properties } = await world.answered({ operationContext: 'call-1' });

    assert.equal(properties.callConnectionState, 'connecting');
    assert.deepEqual([properties.source.phoneNumber, properties.targetParticipants[0].phoneNumber], [caller.phoneNumber, company.phoneNumber]);
    assert.deepEqual(app.kinds(), ['CallConnected', 'ParticipantsUpdated']);
    const connected = app.one('CallConnected');
    assert.deepEqual([connected.operationContext, connected.serverCallId, connected.correlationId], ['call-1', call.serverCallId, app.incoming[0].correlationId]);
    const roster = app.one('ParticipantsUpdated');
    assert.deepEqual([roster.sequenceNumber, roster.participants], [1, [{ identifier: { ...caller, rawId: rawId(caller) }, isMuted: false, isOnHold: false }]]);
  },

  async A_caller_who_gave_up_cannot_be_answered(world) {
    const { app, client, desk } = world;
    const { call, context } = await world.incoming();
    await desk.hangUp(call.id);

    await assert.rejects(client.answerCall(context, app.callback), error => error.statusCode === 404 && error.code === '8522');
  },

  async An_answer_may_come_too_late(world) {
    const { app, simulator } = world;
    await fetch(`${simulator}/sim/races`, { method: 'PUT', body: JSON.stringify({ callerLeavesOnAnswer: 1 }) });
    await world.answered();

    assert.equal(app.one('AnswerFailed').resultInformation.code, 487);
  },

  async A_call_that_comes_in_is_redirected_to_an_identity_and_comes_in_there(world) {
    const { app, client, desk } = world;
    const { call, context } = await world.incoming();
    await client.redirectCall(context, { targetParticipant: alice });
    await desk.advance(0);
    assert.equal(app.incoming[1].to.rawId, rawId(alice));
    await desk.behaves(rawId(alice), 'answer');

    assert.equal((await desk.call(call.id)).heard.at(-1).who, rawId(alice));
    assert.deepEqual(app.kinds(), []);
  },

  async A_call_that_comes_in_is_rejected(world) {
    const { app, client, desk } = world;
    const { call, context } = await world.incoming();
    await client.rejectCall(context, { callRejectReason: 'busy' });

    assert.equal((await desk.call(call.id)).endReason, 'busy');
    assert.deepEqual(app.kinds(), []);
  },

  async A_call_that_goes_on_is_joined_by_its_server_call_id(world) {
    const { app, client, desk } = world;
    const { call, properties } = await world.answered();
    app.forget();
    const joined = await client.connectCall({ kind: 'serverCallLocator', id: call.serverCallId }, app.callback, { operationContext: 'join-1' });
    await desk.advance(0);

    const connected = app.one('CallConnected');
    assert.equal(connected.operationContext, 'join-1');
    assert.equal(connected.callConnectionId, joined.callConnectionProperties.callConnectionId);
    assert.notEqual(connected.callConnectionId, properties.callConnectionId);
    await client.connectCall({ kind: 'roomCallLocator', id: '99' }, app.callback, { operationContext: 'join-2' });
    await desk.advance(0);
    assert.deepEqual([app.one('ConnectFailed').operationContext, app.one('ConnectFailed').resultInformation.code], ['join-2', 404]);
  },

  async A_connection_tells_what_it_is(world) {
    const { client } = world;
    const { call, connection, properties } = await world.answered({ operationContext: 'call-1' });
    const found = await client.getCallConnection(properties.callConnectionId).getCallConnectionProperties();

    assert.deepEqual([found.callConnectionState, found.serverCallId, found.source.phoneNumber], ['connected', call.serverCallId, caller.phoneNumber]);
    assert.equal(found.callbackUrl ?? found.callbackUri, world.app.callback);
    assert.equal((await connection.getCallConnectionProperties()).correlationId, found.correlationId);
    assert.equal(client.getSourceIdentity(), undefined);
  },

  async The_application_hangs_up_for_itself(world) {
    const { app, desk } = world;
    const { connection } = await world.answered();
    await world.joined(connection, alice);
    await connection.hangUp(false);
    await desk.advance(0);

    assert.equal(app.one('CallDisconnected').resultInformation.code, 0);
    assert.equal((await desk.phone(rawId(alice))).state, 'talking');
    await assert.rejects(connection.getCallConnectionProperties(), { statusCode: 404 });
  },

  async The_application_hangs_up_for_everybody(world) {
    const { app, desk } = world;
    const { connection } = await world.answered();
    await world.joined(connection, alice);
    await connection.hangUp(true);
    await desk.advance(0);

    assert.equal(app.one('CallDisconnected').resultInformation.subCode, 7000);
    assert.equal((await desk.phone(rawId(alice))).state, 'idle');
  },

  async A_call_is_transferred_one_to_one(world) {
    const { app, desk } = world;
    const { call, connection } = await world.answered();
    await desk.behaves(rawId(bob), 'answer', 2);
    app.forget();
    const result = await connection.transferCallToParticipant(bob, { operationContext: 'xfer-1', customCallingContext: [{ kind: 'voip', key: 'account', value: '42' }] });
    assert.equal(result.operationContext, 'xfer-1');
    await desk.advance(2);

    assert.deepEqual(app.kinds(), ['CallTransferAccepted', 'CallDisconnected']);
    const accepted = app.one('CallTransferAccepted');
    assert.deepEqual([accepted.transferTarget.rawId, accepted.transferee.rawId, accepted.resultInformation.subCode], [rawId(bob), rawId(caller), 7015]);
    assert.equal(app.incoming.at(-1).customContext.voipHeaders.account, '42');
    assert.equal((await desk.call(call.id)).heard.at(-1).who, rawId(bob));
  },

  async One_of_a_group_is_transferred_or_stays(world) {
    const { app, desk } = world;
    const { connection } = await world.answered();
    await world.joined(connection, alice);
    await desk.behaves(rawId(mobile), 'decline');
    await connection.transferCallToParticipant(mobile, { transferee: caller, sourceCallIdNumber: company });
    await desk.advance(0);
    assert.equal(app.one('CallTransferFailed').resultInformation.code, 603);
    await desk.behaves(rawId(mobile), 'answer');
    await connection.transferCallToParticipant(mobile, { transferee: caller, sourceCallIdNumber: company });
    await desk.advance(0);

    assert.deepEqual((await connection.listParticipants()).values.map(participant => participant.identifier.communicationUserId), [rawId(alice)]);
    assert.equal((await desk.phone(rawId(mobile))).hears.who, rawId(caller));
  },
};
