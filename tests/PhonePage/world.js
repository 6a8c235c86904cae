import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const patience = 60_000;

// Starts a whole PBX on free ports with data of its own, from what is built as Release unless PBX_BUILD names another.
export async function start() {
  const [functions, simulator, azurite] = await freePorts();
  const data = await mkdtemp(join(tmpdir(), 'pbx-phone-page-'));
  const host = join(root, 'local', 'host', 'bin', process.env.PBX_BUILD ?? 'Release', 'net10.0', 'Pbx.Local.Host.dll');
  const up = spawn('dotnet', [host, 'up', '--port', functions, '--simulator-port', simulator, '--azurite-port', azurite, '--data', data].map(String));
  const ended = new Promise(resolve => up.once('exit', resolve));
  let said = '';

  try {
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The PBX was not ready after ${patience / 1000} s.\n${said}`)), patience);
      const listen = chunk => {
        said += chunk;
        if (said.includes('Ctrl+C stops everything.')) {
          clearTimeout(late);
          resolve();
        }
      };
      up.stdout.on('data', listen);
      up.stderr.on('data', listen);
      ended.then(code => {
        clearTimeout(late);
        reject(new Error(`The PBX ended while it started (exit code ${code}).\n${said}`));
      });
    });
  } catch (trouble) {
    await stop();
    throw trouble;
  }

  return {
    page: `http://localhost:${simulator}/`,
    api: `http://localhost:${functions}/api/v1/`,
    blobs: `http://127.0.0.1:${azurite}/devstoreaccount1`,
    tables: `http://127.0.0.1:${azurite + 2}/devstoreaccount1`,
    words: () => said,
    stop,
  };

  async function stop() {
    up.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  }
}

// Azurite takes its port and the second one after it.
async function freePorts() {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = await listening(0);
    const azurite = first.address().port;
    const others = await Promise.all([0, 0, azurite + 2].map(port => listening(port).catch(() => null)));
    const [functions, simulator, tables] = others.map(server => server?.address().port);
    await Promise.all([first, ...others].map(server => server && new Promise(resolve => server.close(resolve))));
    if (tables && ![functions, simulator].includes(azurite + 2)) {
      return [functions, simulator, azurite];
    }
  }

  throw new Error('No free ports were found.');
}

function listening(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
