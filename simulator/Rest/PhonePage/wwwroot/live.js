import * as api from './api.js';

const pollEvery = 1000;

// Tells `changed` what all phones do, at once and after each change, and `connected` how the line to the simulator is:
// 'live', 'polling' or 'lost'. While server-sent events fail it asks every second; the browser goes on trying to reconnect.
export function follow(changed, connected) {
  let poll = null;
  open();

  function open() {
    const source = api.live();
    source.onopen = () => {
      clearInterval(poll);
      poll = null;
      connected('live');
    };
    source.onmessage = event => changed(JSON.parse(event.data));
    source.onerror = () => {
      poll ??= setInterval(ask, pollEvery);
      ask();
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(open, 5 * pollEvery); // the browser has given up
      }
    };
  }

  async function ask() {
    try {
      const [phones, clock, recordings] = await Promise.all([api.phones(), api.clock(), api.recordings()]);
      if (poll) {
        connected('polling');
        changed({ phones, mode: clock.mode, now: clock.now, recordings: recordings.map(({ id, state }) => ({ id, state })) });
      }
    } catch {
      connected('lost');
    }
  }
}
