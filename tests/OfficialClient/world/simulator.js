import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const host = join(root, 'local', 'host', 'bin', process.env.PBX_BUILD ?? 'Release', 'net10.0', 'Pbx.Local.Host.dll');
const patience = 60_000;

// Starts a simulator of its own on a free port. It ends with this process, however that ends.
export async function startSimulator({ eventGrid, trunk }) {
  const child = spawn('dotnet', [host, 'simulator', '--event-grid', eventGrid, '--trunk', trunk, '--with-parent'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The simulator was not ready after ${patience / 1000} s.`)), patience);
    ended.then(code => reject(new Error(`The simulator ended while it started (exit code ${code}).`)));
    createInterface({ input: child.stdout }).on('line', line => {
      if (line.startsWith('Simulator: ')) {
        clearTimeout(late);
        resolve(line.slice('Simulator: '.length));
      }
    });
  });

  return { address, desk: desk(address), stop };

  async function stop() {
    child.stdin.end();
    await ended;
  }
}

// What persons do at the phones of a simulator, and its clock. Each call returns when all that it caused has settled.
export function desk(address) {
  const phone = rawId => `/sim/phones/${encodeURIComponent(rawId)}`;
  return {
    reset: () => ask('POST', '/sim/reset'),
    manualClock: () => ask('POST', '/sim/clock', { mode: 'manual' }),
    advance: seconds => ask('POST', '/sim/clock', { advance: new Date(seconds * 1000).toISOString().slice(11, 23) }),
    dial: (from, to) => ask('POST', '/sim/calls', { from, to }),
    call: id => ask('GET', `/sim/calls/${id}`),
    calls: () => ask('GET', '/sim/calls'),
    press: (id, tones) => ask('POST', `/sim/calls/${id}/dtmf`, { tones }),
    speak: (id, seconds) => ask('POST', `/sim/calls/${id}/speak`, { seconds }),
    say: (id, text) => ask('POST', `/sim/calls/${id}/speak`, { seconds: 1, text }),
    hangUp: id => ask('POST', `/sim/calls/${id}/hangup`),
    phone: rawId => ask('GET', phone(rawId)),
    behaves: (rawId, behaviour, afterSeconds) => ask('PUT', phone(rawId), { behaviour, afterSeconds }),
  };

  async function ask(method, path, body) {
    const answer = await fetch(address + path, { method, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    }

    return JSON.parse(text);
  }
}
