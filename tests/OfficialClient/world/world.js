import { CallAutomationClient } from '@azure/communication-call-automation';
import { startApplication } from './application.js';
import { startSimulator } from './simulator.js';

const accessKey = Buffer.from('a key that opens only a simulator').toString('base64'); // SimulatorOptions.DevelopmentAccessKey
const resource = '5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d';

export const company = { phoneNumber: '+31205550100' };
export const caller = { phoneNumber: '+31612345678' };
export const mobile = { phoneNumber: '+31687654321' };
export const alice = { communicationUserId: `8:acs:${resource}_00000000-0000-0000-0000-00000000000a` };
export const bob = { communicationUserId: `8:acs:${resource}_00000000-0000-0000-0000-00000000000b` };

export const rawId = who => who.communicationUserId ?? `4:${who.phoneNumber}`;

// A simulator with a manual clock, an application that takes its events, and the official client between them.
export async function startWorld() {
  const app = await startApplication();
  const simulator = await startSimulator({ eventGrid: app.eventGrid, trunk: '+31205550*' });
  const { desk } = simulator;
  await desk.manualClock();
  return {
    app,
    desk,
    simulator: simulator.address,
    client: clientOf(simulator.address),

    // Somebody dials: the call as the desk shows it, and the context that the application was told.
    async incoming(from = caller) {
      const call = await desk.dial(from.phoneNumber, company.phoneNumber);
      return { call, context: app.incoming.at(-1).incomingCallContext };
    },

    // Somebody dials and the application answers.
    async answered({ from = caller, ...options } = {}) {
      const { call, context } = await this.incoming(from);
      const result = await this.client.answerCall(context, app.callback, options);
      await desk.advance(0);
      return { call, connection: result.callConnection, properties: result.callConnectionProperties, media: result.callConnection.getCallMedia() };
    },

    // Somebody who was dialled joins at once.
    async joined(connection, who) {
      await desk.behaves(rawId(who), 'answer');
      const result = await connection.addParticipant({ targetParticipant: who, sourceCallIdNumber: company });
      await desk.advance(0);
      return result;
    },

    async afresh() {
      await desk.reset();
      app.forget();
    },

    async stop() {
      await simulator.stop();
      await app.stop();
    },
  };
}

// Signs with the access key and speaks plain http: the package sends bearer tokens through https only.
export function clientOf(address, options = {}) {
  return new CallAutomationClient(`endpoint=${address}/;accesskey=${accessKey}`, {
    allowInsecureConnection: true,
    retryOptions: { retryDelayInMs: 1, maxRetryDelayInMs: 1 },
    ...options,
  });
}
