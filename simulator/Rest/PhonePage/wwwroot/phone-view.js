import * as api from './api.js';
import * as sample from './sample.js';
import * as time from './time.js';
import { answeredAt, describe, split } from './hearing.js';
import { key as playKey } from './sound.js';

const keys = [['1', ''], ['2', 'abc'], ['3', 'def'], ['4', 'ghi'], ['5', 'jkl'], ['6', 'mno'], ['7', 'pqrs'], ['8', 'tuv'], ['9', 'wxyz'], ['*', ''], ['0', '+'], ['#', '']];
const shownStretches = 6;

// One phone on the page. `show` takes what the simulator says of it; `tick` moves durations and captions on.
export function phoneView(spec, { nameOf, used, removed }) {
  const root = document.getElementById('phone').content.firstElementChild.cloneNode(true);
  const find = selector => root.querySelector(selector);
  const field = find('.dial input');
  const behaviour = find('.behaviour select');
  const after = find('.after input');
  let now = null;
  let heard = [];
  let announced = '';
  let pressed = '';
  let asking = 0;

  root.dataset.address = spec.address;
  root.setAttribute('aria-label', spec.name);
  find('h2').textContent = spec.name;
  find('.about').textContent = spec.about;
  find('.face').textContent = [...spec.name][0] ?? '?';
  field.setAttribute('aria-label', `Number that ${spec.name} dials`);
  field.value = spec === sample.phones[0] ? sample.mainNumber : '';
  find('.keypad').setAttribute('aria-label', `Keys of ${spec.name}`);
  find('.keypad').append(...keys.map(keyButton));
  find('.quick').append(...sample.numbers.map(quickButton));
  find('.remove').hidden = !removed;
  find('.remove').setAttribute('aria-label', `Remove ${spec.name}`);
  find('.remove').onclick = () => removed();

  find('.history audio').setAttribute('aria-label', `What ${spec.name} heard`);
  find('.history audio').onended = drawPlayer;

  root.addEventListener('pointerdown', () => used());
  root.addEventListener('focusin', () => used());
  find('.dial').onsubmit = event => {
    event.preventDefault();
    call(field.value);
  };
  find('.back').onclick = () => { field.value = field.value.slice(0, -1); };
  find('.call').onclick = () => call(field.value);
  find('.answer').onclick = () => act(api.answer(spec.address));
  find('.decline').onclick = () => act(api.decline(spec.address));
  find('.hangup').onclick = () => act(api.hangUp(spec.address));
  behaviour.onchange = behave;
  after.onchange = behave;
  draw();

  return { root, show, tick, state: () => now };

  async function show(phone) {
    const changed = JSON.stringify(phone) !== JSON.stringify(now);
    now = phone;
    draw();
    if (!changed) {
      return;
    }

    // Answers may overtake each other; only the latest question counts.
    const asked = ++asking;
    try {
      const whole = phone.heard ? phone : await api.phone(spec.address);
      if (asked === asking) {
        heard = whole.heard ?? [];
        draw();
      }
    } catch {
      // The page says that the simulator is away; what was heard is asked again at the next change.
    }
  }

  function draw() {
    const state = now?.state ?? 'idle';
    if (state !== root.dataset.state) {
      pressed = state === 'talking' ? pressed : '';
      find('.history').open = state !== 'idle';
    }

    root.dataset.state = state;
    const unreachable = { offline: 'Switched off', busy: 'Busy' }[now?.behaviour];
    find('.state .word').textContent = { idle: unreachable ?? 'Ready', calling: 'Calling', ringing: 'Incoming call', talking: talkingWord() }[state];
    find('.who').textContent = state === 'idle' ? '' : whoWords();
    find('.whence').textContent = state === 'ringing' && now.caller?.name && now.caller.address ? pretty(now.caller.address) : '';
    find('.pressed').textContent = pressed;
    for (const button of find('.keypad').children) {
      button.disabled = state === 'calling' || state === 'ringing';
    }

    if (now && document.activeElement !== behaviour && document.activeElement !== after) {
      behaviour.value = now.behaviour;
      after.value = now.afterSeconds || after.value;
    }

    find('.after').hidden = !['answer', 'decline', 'voicemail'].includes(behaviour.value);
    drawHistory();
    announce(state);
    tick();
  }

  function whoWords() {
    if (now.state === 'ringing') {
      return now.caller?.name || pretty(now.caller?.address);
    }

    if (now.hears?.kind === 'party' && now.hears.who) {
      return now.hears.who.split(', ').map(nameOf).join(' and ');
    }

    return now.caller ? now.caller.name || pretty(now.caller.address) : pretty(root.dataset.dialled);
  }

  function tick() {
    const state = root.dataset.state;
    const answered = state === 'talking' ? answeredAt(heard) : null;
    const since = answered ?? heard[0]?.from;
    find('.duration').textContent = state !== 'idle' && since ? time.length(time.now() - Date.parse(since)) : '';

    const sound = state === 'idle' ? null : now.hears;
    const { icon, words, isSpoken } = describe(sound, nameOf);
    const going = heard.at(-1);
    const read = isSpoken && going?.ongoing && going.text === sound.text ? split(words, time.now() - Date.parse(going.from)) : [words, ''];
    set('.said', read[0]);
    set('.unsaid', read[1]);
    const use = find('.hears use');
    const href = `icons.svg#${icon}`;
    if (use.getAttribute('href') !== href) {
      use.setAttribute('href', href);
    }

    if (isSpoken) {
      // The line that is being read stays in sight.
      const caption = find('.caption');
      const reading = find('.said').getClientRects();
      caption.scrollTop += reading.length ? Math.max(0, reading[reading.length - 1].bottom - caption.getBoundingClientRect().bottom + 24) : 0;
    }

    find('.hears').dataset.kind = sound?.kind ?? 'none';
  }

  function set(selector, text) {
    const element = find(selector);
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  function talkingWord() {
    return now?.onHold ? 'On hold' : now?.muted ? 'Muted' : now?.hears?.kind === 'party' ? 'Talking' : 'Connected';
  }

  function announce(state) {
    const words = state === 'idle'
      ? announced === '' ? '' : `${spec.name}: the call is over`
      : `${spec.name}: ${state === 'ringing' ? `incoming call from ${whoWords()}` : `hears ${describe(now.hears, nameOf).words}`}`;
    if (words !== announced) {
      announced = words;
      find('.announced').textContent = words;
    }
  }

  function drawHistory() {
    const list = find('.history ol');
    const start = heard[0] ? Date.parse(heard[0].from) : 0;
    find('.history').hidden = heard.length === 0;
    find('.history summary').textContent = root.dataset.state === 'idle' ? 'Heard in the last call' : 'Heard in this call';
    list.replaceChildren(...heard.slice(-shownStretches).map(stretch => {
      const item = document.createElement('li');
      const at = document.createElement('time');
      at.textContent = time.length(Date.parse(stretch.from) - start);
      item.append(at, describe(stretch, nameOf).words);
      return item;
    }));
    list.scrollTop = list.scrollHeight;
    drawPlayer();
  }

  // What is heard goes on growing: the player gets it anew whenever it rests.
  function drawPlayer() {
    const player = find('.history audio');
    const going = heard.at(-1);
    const source = heard.length === 0 ? null : api.heard(spec.address, going.ongoing ? Math.round(time.now()) : Date.parse(going.to));
    if (source && player.paused && (player.currentTime === 0 || player.ended) && player.getAttribute('src') !== source) {
      player.src = source;
    }
  }

  function keyButton([digit, letters]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.key = digit;
    button.setAttribute('aria-label', { '*': 'Star', '#': 'Hash' }[digit] ?? digit);
    const small = document.createElement('small');
    small.textContent = letters;
    button.append(digit, small);
    button.onclick = () => {
      playKey(digit);
      if (root.dataset.state === 'talking') {
        pressed = (pressed + digit).slice(-16);
        draw();
        act(api.press(spec.address, digit));
      } else {
        field.value += digit;
      }
    };
    return button;
  }

  function quickButton({ number, name }) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.title = `Call ${number}`;
    button.dataset.number = number;
    button.onclick = () => {
      field.value = number;
      call(number);
    };
    return button;
  }

  function call(dialled) {
    const to = dialled.replace(/[\s().-]/g, '');
    if (to === '') {
      refuse('Type a number first, or take one of those below.');
      field.focus();
      return;
    }

    root.dataset.dialled = to;
    // An outside phone reaches us only by the public network, which brings calls to our own numbers and no others.
    act(spec.outside ? api.callIn(spec.address, to) : api.dial(spec.address, to));
  }

  function behave() {
    const timed = ['answer', 'decline', 'voicemail'].includes(behaviour.value);
    find('.after').hidden = !timed;
    act(api.behave(spec.address, timed ? { behaviour: behaviour.value, afterSeconds: Number(after.value) || 0 } : { behaviour: behaviour.value }));
  }

  async function act(asked) {
    refuse('');
    try {
      await asked;
    } catch (refusal) {
      refuse(refusal.message);
    }
  }

  function refuse(words) {
    find('.refusal').textContent = words;
    find('.refusal').hidden = words === '';
  }

  function pretty(address) {
    if (!address) {
      return 'Unknown';
    }

    const number = address.replace(/^4:/, '');
    return number === 'anonymous' ? 'Withheld number' : sample.numbers.find(n => n.number === number)?.name ?? nameOf(address);
  }
}
