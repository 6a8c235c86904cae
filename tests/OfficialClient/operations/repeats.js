import assert from 'node:assert/strict';
import { alice, clientOf, company, mobile, rawId } from '../world/world.js';

// A policy that lets a request through and then loses its answer: the service has done the work, and the client does not know.
function losingTheAnswer(status) {
  const sent = [];
  let lost = false;
  const policy = {
    name: 'losingTheAnswer',
    async sendRequest(request, next) {
      sent.push({ method: request.method, id: request.headers.get('repeatability-request-id'), date: request.headers.get('repeatability-first-sent') });
      const answer = await next(request);
      if (lost) {
        return answer;
      }

      lost = true;
      return { ...answer, status, bodyAsText: '' };
    },
  };
  return { sent, options: { additionalPolicies: [{ policy, position: 'perRetry' }] } };
}

async function sentTwice(world, status, operation) {
  const { sent, options } = losingTheAnswer(status);
  const result = await operation(clientOf(world.simulator, options));
  await world.desk.advance(0);
  assert.equal(sent.length, 2);
  assert.deepEqual(sent[0], sent[1]);
  assert.match(sent[0].id, /^[0-9a-f-]{36}$/);
  return result;
}

// The client repeats a request by itself after a 500 or 503; what it asked for must not be done again.
export const repeats = {
  async An_answer_that_is_repeated_after_a_500_answers_once(world) {
    const { context } = await world.incoming();
    const { callConnectionProperties } = await sentTwice(world, 500, client => client.answerCall(context, world.app.callback));

    assert.deepEqual(world.app.kinds(), ['CallConnected', 'ParticipantsUpdated']);
    assert.equal(world.app.one('CallConnected').callConnectionId, callConnectionProperties.callConnectionId);
  },

  async A_call_that_is_made_again_after_a_503_rings_once(world) {
    await sentTwice(world, 503, client => client.createCall({ targetParticipant: mobile, sourceCallIdNumber: company }, world.app.callback));

    assert.equal((await world.desk.calls()).length, 1);
  },

  async Somebody_who_is_added_again_after_a_500_rings_once(world) {
    const { properties } = await world.answered();
    await world.desk.behaves(rawId(alice), 'answer');
    await sentTwice(world, 500, client => client.getCallConnection(properties.callConnectionId).addParticipant({ targetParticipant: alice }));

    assert.equal(world.app.one('AddParticipantSucceeded').participant.communicationUserId, rawId(alice));
    assert.equal((await world.desk.call((await world.desk.calls())[0].id)).participants.length, 2);
  },
};
