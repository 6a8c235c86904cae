// What somebody hears, in words, and the icon beside them.

const charactersASecond = 14; // the simulator's pace of reading (simulator/README.md)

export function describe(sound, nameOf) {
  switch (sound?.kind) {
    case 'network-ring':
      return { icon: 'bell', words: 'It rings' };
    case 'text':
      return { icon: 'text', words: plain(sound.text ?? ''), isSpoken: true };
    case 'file':
      return { icon: 'tone', words: fileWords(sound.uri ?? '') };
    case 'party':
      return { icon: 'people', words: partyWords(sound, nameOf) };
    case 'recorded-tone':
      return { icon: 'tone', words: 'An answering machine' };
    case 'keys':
      return { icon: 'tone', words: `Tones of the keys ${sound.tones}` };
    default:
      return { icon: 'quiet', words: 'Silence' };
  }
}

// The words that have been read so far, and the others; never half a word.
export function split(words, milliseconds) {
  const soFar = Math.floor((milliseconds / 1000) * charactersASecond);
  if (soFar >= words.length) {
    return [words, ''];
  }

  const end = words.indexOf(' ', soFar);
  return end < 0 ? [words, ''] : [words.slice(0, end), words.slice(end)];
}

// When a phone was answered: after its first ringing. Null while it rings, or when it heard nothing yet.
export function answeredAt(heard) {
  const [first, second] = heard;
  if (!first) {
    return null;
  }

  return first.kind !== 'network-ring' ? first.from : second ? first.to : null;
}

function plain(text) {
  return text.trimStart().startsWith('<') ? (new DOMParser().parseFromString(text, 'text/xml').textContent ?? text).trim() : text;
}

function partyWords({ who, speaking }, nameOf) {
  const names = who ? who.split(', ').map(nameOf).join(' and ') : 'The other side';
  return speaking ? `${names} speaking` : `The line to ${names} is open`;
}

function fileWords(uri) {
  const name = decodeURIComponent(uri.split(/[?#]/)[0].split('/').pop() ?? '').replace(/\.\w+$/, '');
  switch (name) {
    case 'ringback':
      return 'It rings at the other side';
    case 'busy':
      return 'Busy tone';
    default:
      return `Audio: ${name.replaceAll('-', ' ')}`;
  }
}
