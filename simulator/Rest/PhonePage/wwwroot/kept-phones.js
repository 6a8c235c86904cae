import * as sample from './sample.js';

const key = 'pbx-phones';

// The phones on the page: those of the sample and those that a person added, which this browser remembers.
export function all() {
  return [...sample.phones, ...added()];
}

export function add(phone) {
  keep([...added(), phone]);
}

export function remove(address) {
  keep(added().filter(phone => phone.address !== address));
}

// A person types a number; the network calls it 4: and the number.
export function describe(typed, name) {
  const text = typed.trim();
  const address = text.startsWith('+') || text === 'anonymous' ? `4:${text}` : text;
  const number = address.startsWith('4:') ? address.slice(2) : address.split(':').pop();
  return { address, name: name.trim() || number, about: address.startsWith('4:') ? 'Outside phone' : 'Phone of the PBX', outside: address.startsWith('4:') };
}

function added() {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(phone => typeof phone?.address === 'string') : [];
  } catch {
    return []; // storage is switched off, or holds something else
  }
}

function keep(phones) {
  try {
    localStorage.setItem(key, JSON.stringify(phones));
  } catch {
    // storage is switched off: they are gone when the page is
  }
}
