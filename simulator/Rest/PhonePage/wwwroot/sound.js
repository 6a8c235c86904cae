// What the page sounds like when its sound is on: the phone that was used last, and the bells of all that ring.

const keyRows = { 1: [697, 1209], 2: [697, 1336], 3: [697, 1477], 4: [770, 1209], 5: [770, 1336], 6: [770, 1477], 7: [852, 1209], 8: [852, 1336], 9: [852, 1477], '*': [941, 1209], 0: [941, 1336], '#': [941, 1477] };

let audio = null;
let on = false;
let playing = null; // what is heard of the phone, as a word to compare
let stopPlaying = () => {};
let stopBell = null;

export const isOn = () => on;

export function turn(wanted) {
  on = wanted;
  if (on) {
    audio ??= new AudioContext();
    audio.resume();
  } else {
    silence();
  }
}

// The two tones of a key (ITU-T Q.23).
export function key(digit) {
  if (on) {
    tone(keyRows[digit], 0.12, 0.06);
  }
}

// Hears with the ear of one phone; `rings` when any phone rings.
export function listen(phone, rings) {
  if (!on) {
    return;
  }

  if (rings && !stopBell) {
    stopBell = repeat(4000, () => [0, 0.45].forEach(at => tone([440, 480], 0.35, 0.04, at)));
  } else if (!rings && stopBell) {
    stopBell();
    stopBell = null;
  }

  const sound = phone?.state === 'ringing' || phone?.state === 'idle' ? null : phone?.hears;
  const wanted = sound ? `${phone.address} ${JSON.stringify(sound)}` : null;
  if (wanted === playing) {
    return;
  }

  stopPlaying();
  playing = wanted;
  stopPlaying = sound ? play(sound) : () => {};
}

function play(sound) {
  switch (sound.kind) {
    case 'network-ring':
      return repeat(5000, () => tone([425], 1, 0.06));
    case 'text':
      return speak(sound);
    case 'file':
      return playFile(sound);
    case 'recorded-tone':
      tone([1000], 0.6, 0.05);
      return () => {};
    default:
      return () => {};
  }
}

function speak(sound) {
  if (!('speechSynthesis' in window)) {
    return () => {};
  }

  const said = new SpeechSynthesisUtterance(sound.text);
  said.lang = sound.locale ?? 'en-GB';
  speechSynthesis.speak(said);
  return () => speechSynthesis.cancel();
}

function playFile(sound) {
  const player = new Audio(sound.uri);
  player.loop = sound.loop;
  player.play().catch(() => tone([425], 0.4, 0.05)); // a file that this browser cannot play is at least noticed
  return () => player.pause();
}

function tone(frequencies, seconds, loudness, from = 0) {
  const start = audio.currentTime + from;
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loudness, start + 0.01); // without ramps it clicks
  volume.gain.setValueAtTime(loudness, start + seconds - 0.02);
  volume.gain.linearRampToValueAtTime(0, start + seconds);
  volume.connect(audio.destination);
  for (const frequency of frequencies) {
    const source = audio.createOscillator();
    source.frequency.value = frequency;
    source.connect(volume);
    source.start(start);
    source.stop(start + seconds);
  }
}

function repeat(milliseconds, act) {
  act();
  const timer = setInterval(act, milliseconds);
  return () => clearInterval(timer);
}

function silence() {
  stopPlaying();
  stopPlaying = () => {};
  playing = null;
  stopBell?.();
  stopBell = null;
}
