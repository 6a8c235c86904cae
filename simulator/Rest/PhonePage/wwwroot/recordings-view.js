import * as api from './api.js';
import * as time from './time.js';

const states = { starting: 'starting', active: 'recording', paused: 'paused', failed: 'failed' };

// The panel of recordings, the latest first, each with a player. It asks for them when it is opened and when one has changed.
export function recordingsView(panel, button, nameOf, trouble) {
  const list = panel.querySelector('ol');
  const items = new Map(); // id → its place in the list
  let known = '';
  panel.addEventListener('toggle', event => event.newState === 'open' && read());
  return { show };

  // What the simulator says of all recordings with every change: their ids and states.
  function show(recordings) {
    const going = recordings.filter(recording => recording.state === 'active').length;
    const count = button.querySelector('.count');
    count.textContent = recordings.length;
    count.hidden = recordings.length === 0;
    button.classList.toggle('going', going > 0);
    const now = JSON.stringify(recordings);
    if (now !== known) {
      known = now;
      if (panel.matches(':popover-open')) {
        read();
      }
    }
  }

  async function read() {
    try {
      draw(await api.recordings());
    } catch (refusal) {
      trouble(refusal.message);
    }
  }

  function draw(recordings) {
    panel.querySelector('.none').hidden = recordings.length > 0;
    for (const [id, item] of items) {
      if (!recordings.some(recording => recording.id === id)) {
        items.delete(id);
        item.remove();
      }
    }

    for (const recording of recordings) {
      const item = items.get(recording.id) ?? add(recording);
      item.querySelector('.length').textContent = recording.state === 'failed' ? '' : time.length(recording.seconds * 1000);
      item.querySelector('.state').textContent = states[recording.state] ?? '';
      const player = item.querySelector('audio');
      player.hidden = recording.seconds === 0;
      const source = `${api.recorded(recording.id)}?until=${recording.seconds}`;
      if (player.paused && player.getAttribute('src') !== source) {
        player.src = source;
      }
    }
  }

  function add(recording) {
    const item = document.getElementById('recording').content.firstElementChild.cloneNode(true);
    const names = recording.participants.length > 0 ? recording.participants : [recording.from];
    item.querySelector('.who').textContent = names.map(nameOf).join(' and ');
    const at = item.querySelector('time');
    if (recording.started) {
      at.dateTime = recording.started;
      at.textContent = new Date(recording.started).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    }

    item.querySelector('audio').setAttribute('aria-label', `Recording of ${names.map(nameOf).join(' and ')}`);
    items.set(recording.id, item);
    list.prepend(item);
    return item;
  }
}
