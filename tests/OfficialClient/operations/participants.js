import assert from 'node:assert/strict';
import { alice, bob, caller, company, mobile, rawId } from '../world/world.js';

// Who is in a call.
export const participants = {
  async Somebody_is_added_and_joins(world) {
    const { app, desk } = world;
    const { connection } = await world.answered();
    await desk.behaves(rawId(mobile), 'answer', 4);
    app.forget();
    const result = await connection.addParticipant(
      { targetParticipant: mobile, sourceCallIdNumber: company, customCallingContext: [{ kind: 'sipuui', value: 'account=42' }, { kind: 'sipx', key: 'Queue', value: 'sales' }] },
      { operationContext: 'ring-1', invitationTimeoutInSeconds: 20 });
    assert.equal(result.operationContext, 'ring-1');
    assert.equal(result.participant.identifier.phoneNumber, mobile.phoneNumber);
    assert.match(result.invitationId, /^[0-9a-f-]{36}$/);
    await desk.advance(4);

    assert.deepEqual(app.kinds(), ['AddParticipantSucceeded', 'ParticipantsUpdated']);
    assert.deepEqual([app.one('AddParticipantSucceeded').operationContext, app.one('AddParticipantSucceeded').participant.phoneNumber], ['ring-1', mobile.phoneNumber]);
    assert.equal(app.one('ParticipantsUpdated').participants.length, 2);
  },

  async Somebody_who_does_not_answer_is_told_as_failed(world) {
    const { app, desk } = world;
    const { connection } = await world.answered();
    await connection.addParticipant({ targetParticipant: alice }, { invitationTimeoutInSeconds: 10 });
    await desk.advance(10);

    const failed = app.one('AddParticipantFailed');
    assert.deepEqual([failed.participant.communicationUserId, failed.resultInformation.code, failed.resultInformation.subCode], [rawId(alice), 487, 10004]);
  },

  async An_invitation_is_taken_back(world) {
    const { app, desk } = world;
    const { connection } = await world.answered();
    const { invitationId } = await connection.addParticipant({ targetParticipant: alice });
    const result = await connection.cancelAddParticipantOperation(invitationId, { operationContext: 'cancel-1' });
    assert.deepEqual([result.invitationId, result.operationContext], [invitationId, 'cancel-1']);
    await desk.advance(0);
    assert.deepEqual([app.one('CancelAddParticipantSucceeded').invitationId, app.one('CancelAddParticipantSucceeded').operationContext], [invitationId, 'cancel-1']);
    await connection.cancelAddParticipantOperation(invitationId);
    await desk.advance(0);

    assert.equal(app.one('CancelAddParticipantFailed').resultInformation.code, 404);
  },

  async Somebody_is_removed(world) {
    const { app, desk } = world;
    const { connection } = await world.answered();
    await world.joined(connection, alice);
    const result = await connection.removeParticipant(alice, { operationContext: 'drop-1' });
    assert.equal(result.operationContext, 'drop-1');
    await desk.advance(0);
    assert.equal(app.one('RemoveParticipantSucceeded').participant.communicationUserId, rawId(alice));
    await connection.removeParticipant(alice);
    await desk.advance(0);

    assert.equal(app.one('RemoveParticipantFailed').resultInformation.code, 404);
  },

  async The_participants_are_listed_and_one_is_read(world) {
    const { connection } = await world.answered();
    await world.joined(connection, alice);

    const { values } = await connection.listParticipants();
    assert.deepEqual(values, [
      { identifier: { ...caller, rawId: rawId(caller) }, isMuted: false, isOnHold: false },
      { identifier: alice, isMuted: false, isOnHold: false },
    ]);
    assert.deepEqual(await connection.getParticipant(alice), values[1]);
    await assert.rejects(connection.getParticipant(bob), { statusCode: 404 });
  },

  async Somebody_is_muted(world) {
    const { app, desk } = world;
    const { connection } = await world.answered();
    await world.joined(connection, alice);
    app.forget();
    const result = await connection.muteParticipant(alice, { operationContext: 'mute-1' });
    assert.equal(result.operationContext, 'mute-1');
    await desk.advance(0);

    assert.deepEqual(app.one('ParticipantsUpdated').participants.map(participant => participant.isMuted), [false, true]);
    assert.equal((await connection.getParticipant(alice)).isMuted, true);
    await assert.rejects(connection.muteParticipant(caller), { statusCode: 400 });
  },

  async Somebody_is_moved_from_another_call(world) {
    const { app, desk } = world;
    const parked = await world.answered();
    const other = await world.answered({ from: mobile });
    app.forget();
    const from = parked.properties.callConnectionId;
    const result = await other.connection.moveParticipants([caller], from, { operationContext: 'move-1' });
    assert.deepEqual([result.fromCall, result.operationContext, result.participants[0].identifier.phoneNumber], [from, 'move-1', caller.phoneNumber]);
    await desk.advance(0);

    const moved = app.one('MoveParticipantSucceeded');
    assert.deepEqual([moved.operationContext, moved.fromCall, moved.participant.phoneNumber], ['move-1', from, caller.phoneNumber]);
    assert.equal(app.one('CallDisconnected').callConnectionId, from);
    assert.equal((await other.connection.listParticipants()).values.length, 2);
    await other.connection.moveParticipants([bob], from);
    await desk.advance(0);
    assert.equal(app.one('MoveParticipantFailed').participant.communicationUserId, rawId(bob));
  },
};
