import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AzureNamedKeyCredential, odata, TableClient } from '@azure/data-tables';
import { start } from '../PhonePage/world.js';
import { desk as deskOf } from './world/simulator.js';

const within = { timeout: 60_000 }; // only what hangs takes so long
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='; // Azurite's published one
let world;
let desk;

before(async () => {
  world = await start();
  desk = deskOf(world.page.replace(/\/$/, ''));
  await desk.manualClock();
}, { timeout: 120_000 });

after(async () => {
  await world?.stop();
});

test('The_record_of_a_call_that_the_PBX_wrote_is_read_from_its_table', within, async () => {
  const call = await desk.dial('+31612345678', '+31205550100');
  await desk.advance(2);
  await desk.hangUp(call.id);
  await desk.advance(1);

  const table = new TableClient(world.tables, 'calllog', new AzureNamedKeyCredential('devstoreaccount1', key), { allowInsecureConnection: true });
  const rows = [];
  for await (const row of table.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${'sample'}` } })) {
    rows.push(row);
  }

  assert.equal(rows.length, 1);
  const [row] = rows;
  const record = JSON.parse(content(row));
  assert.deepEqual([record.caller, record.dialled, record.reason], ['+31612345678', '+31205550100', 'caller-hung-up']);
  assert.deepEqual(record, JSON.parse(content(await table.getEntity(row.partitionKey, row.rowKey))));
  const [listed] = (await api('accounts/sample/calls')).calls;
  assert.equal(listed.id, record.id);
});

// A document of up to 960 KB lies in binary properties of 64 KiB each (infra/Tables/Chunks.cs).
function content(row) {
  const chunks = [];
  for (let i = 0; row[`s${i}`]; i++) {
    chunks.push(Buffer.from(row[`s${i}`]));
  }

  return Buffer.concat(chunks).toString();
}

async function api(path) {
  const { access_token } = await (await fetch(`${world.page}sim/token?user=admin@sample.example`)).json();
  const answer = await fetch(world.api + path, { headers: { authorization: `Bearer ${access_token}` } });
  assert.equal(answer.status, 200);
  return answer.json();
}
