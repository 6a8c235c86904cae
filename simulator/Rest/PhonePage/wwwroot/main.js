import * as api from './api.js';
import * as kept from './kept-phones.js';
import * as sample from './sample.js';
import * as sound from './sound.js';
import * as time from './time.js';
import { clockView } from './clock-view.js';
import { guide } from './guide.js';
import { follow } from './live.js';
import { recordingsView } from './recordings-view.js';
import { phoneView } from './phone-view.js';
import { weatherView } from './weather-view.js';

const byId = id => document.getElementById(id);
const views = new Map(); // address → view
let used = null; // the phone that was used last: the one that is heard
let latest = [];

const idle = address => ({ address, behaviour: 'no-answer', afterSeconds: null, state: 'idle', call: null, caller: null, hears: null });
const clock = clockView(document.querySelector('.clock'), trouble);
const weather = weatherView(byId('weather'), byId('weather-now'), trouble);
const recordings = recordingsView(byId('recordings'), byId('recordings-open'), nameOf, trouble);
const showStep = guide(byId('guide'), address => views.get(address)?.root);

for (const phone of kept.all()) {
  place(phone, !isSample(phone.address));
}

use(views.keys().next().value);
follow(changed, connected);
weather.read();
showApplication();
setInterval(tick, 200);
setInterval(showApplication, 15_000);
setInterval(askTime, 2_000);

function changed({ phones, mode, now, recordings: recorded }) {
  recordings.show(recorded);
  clock.tell(now, mode);
  latest = phones;
  for (const phone of phones) {
    // A phone that a script or the PBX calls comes onto the page by itself.
    if (!views.has(phone.address) && phone.state !== 'idle' && phone.address !== '4:anonymous') {
      place(kept.describe(phone.address, ''), false);
    }
  }

  for (const [address, view] of views) {
    view.show(phones.find(phone => phone.address === address) ?? idle(address));
  }

  after();
}

function after() {
  showStep(address => views.get(address)?.state());
  sound.listen(views.get(used)?.state(), latest.some(phone => phone.state === 'ringing'));
}

function place(phone, canGo) {
  if (views.has(phone.address)) {
    return;
  }

  const view = phoneView(phone, {
    nameOf,
    used: () => use(phone.address),
    removed: canGo ? () => {
      kept.remove(phone.address);
      views.delete(phone.address);
      view.root.remove();
    } : null,
  });
  views.set(phone.address, view);
  byId('phones').append(view.root);
}

function use(address) {
  used = address;
  for (const [each, view] of views) {
    view.root.querySelector('.listened').hidden = !(sound.isOn() && each === used);
  }

  after();
}

function nameOf(address) {
  return kept.all().find(phone => phone.address === address)?.name ?? address.replace(/^4:/, '').replace(/^8:acs:/, '');
}

function isSample(address) {
  return sample.phones.some(phone => phone.address === address);
}

function tick() {
  clock.tick();
  for (const view of views.values()) {
    view.tick();
  }
}

// A clock that stands may be moved on by others, and nothing else may change by that.
async function askTime() {
  if (time.isRunning()) {
    return;
  }

  try {
    const { now, mode } = await api.clock();
    clock.tell(now, mode);
  } catch {
    // The live line notices, and the page says so.
  }
}

async function showApplication() {
  const link = byId('application');
  try {
    const { health, healthy } = await api.application();
    link.hidden = health === null;
    link.href = health ?? '#';
    link.textContent = healthy ? 'PBX is running' : 'PBX does not answer';
    link.classList.toggle('well', healthy);
  } catch {
    link.hidden = true;
  }
}

function connected(how) {
  const notice = byId('connection');
  notice.hidden = how === 'live';
  notice.textContent = how === 'polling'
    ? 'Live updates are interrupted; the page asks every second.'
    : 'The simulator does not answer. The page goes on trying; ./pbx up starts it again.';
}

function trouble(words) {
  byId('trouble').textContent = words;
  byId('trouble').hidden = words === '';
}

byId('sound').onclick = () => {
  sound.turn(!sound.isOn());
  byId('sound').setAttribute('aria-pressed', String(sound.isOn()));
  byId('sound').querySelector('span').textContent = sound.isOn() ? 'Sound on' : 'Sound off';
  byId('sound').querySelector('use').setAttribute('href', `icons.svg#sound-${sound.isOn() ? 'on' : 'off'}`);
  use(used);
};

byId('weather').addEventListener('toggle', event => event.newState === 'open' && weather.read());

byId('reset-open').onclick = () => byId('reset').showModal();
byId('reset').onclose = async () => {
  if (byId('reset').returnValue !== 'reset') {
    return;
  }

  try {
    await api.reset();
    await weather.read();
    trouble('');
  } catch (refusal) {
    trouble(refusal.message);
  }
};

byId('add-open').onclick = () => {
  byId('add').querySelector('form').reset();
  byId('add').returnValue = '';
  byId('add').showModal();
};
byId('add').onclose = () => {
  const form = byId('add').querySelector('form');
  if (byId('add').returnValue !== 'add') {
    return;
  }

  const phone = kept.describe(form.elements.address.value, form.elements.name.value);
  if (!views.has(phone.address)) {
    kept.add(phone);
    place(phone, true);
  }

  views.get(phone.address).root.querySelector('.dial input').focus();
};
