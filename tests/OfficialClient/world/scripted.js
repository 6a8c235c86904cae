import { CallAutomationClient, CallConnection, CallMedia, CallRecording } from '@azure/communication-call-automation';

const inner = ['constructor', 'createCallInternal', 'createCustomCallingContextInternal', 'createPlaySourceInternal', 'createRecognizeRequest'];
const used = new Set();
const all = [CallAutomationClient, CallConnection, CallMedia, CallRecording].flatMap(type =>
  Object.getOwnPropertyNames(type.prototype)
    .filter(name => !inner.includes(name))
    .map(name => {
      const operation = `${type.name}.${name}`;
      const official = type.prototype[name];
      type.prototype[name] = function (...given) {
        used.add(operation);
        return official.apply(this, given);
      };
      return operation;
    }));

// The members of the official classes that no test has called.
export const leftOut = () => all.filter(operation => !used.has(operation));
