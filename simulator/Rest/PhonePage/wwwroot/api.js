// The control API of the simulator, one function a call. What it refuses is thrown as a Refusal, in words.

export class Refusal extends Error {}

export const phones = () => ask('GET', '/sim/phones');
export const phone = address => ask('GET', `/sim/phones/${encodeURIComponent(address)}`);
export const behave = (address, behaviour) => ask('PUT', `/sim/phones/${encodeURIComponent(address)}`, behaviour);
export const answer = address => ask('POST', `/sim/phones/${encodeURIComponent(address)}/answer`);
export const decline = address => ask('POST', `/sim/phones/${encodeURIComponent(address)}/decline`);
export const hangUp = address => ask('POST', `/sim/phones/${encodeURIComponent(address)}/hangup`);
export const press = (address, tones) => ask('POST', `/sim/phones/${encodeURIComponent(address)}/dtmf`, { tones });
export const dial = (address, to) => ask('POST', `/sim/phones/${encodeURIComponent(address)}/dial`, { to });
export const callIn = (from, to) => ask('POST', '/sim/calls', { from, to });
export const clock = () => ask('GET', '/sim/clock');
export const setClock = change => ask('POST', '/sim/clock', change);
export const weather = () => ask('GET', '/sim/weather');
export const setWeather = climate => ask('PUT', '/sim/weather', climate);
export const reset = () => ask('POST', '/sim/reset');
export const application = () => ask('GET', '/sim/application');
export const recordings = () => ask('GET', '/sim/recordings');
export const live = () => new EventSource('/sim/live');

// Sound is fetched by the browser's own player.
export const recorded = id => `/sim/recordings/${id}/audio`;
export const heard = (address, version) => `/sim/phones/${encodeURIComponent(address)}/audio?until=${version}`;

async function ask(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Refusal('The simulator does not answer. Is it still running?');
  }

  const text = await response.text();
  if (response.ok) {
    return JSON.parse(text);
  }

  throw new Refusal(wordsOf(text) ?? `The simulator answered ${response.status} to ${method} ${path}.`);
}

function wordsOf(text) {
  try {
    const problem = JSON.parse(text);
    return problem.detail ?? problem.title;
  } catch {
    return null;
  }
}
