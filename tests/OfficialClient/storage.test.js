import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AzureNamedKeyCredential, odata, TableClient } from '@azure/data-tables';
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { start } from '../PhonePage/world.js';
import { desk as deskOf } from './world/simulator.js';
import { seconds, silence } from './world/wav.js';
import { clientOf } from './world/world.js';

const within = { timeout: 60_000 }; // only what hangs takes so long
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='; // Azurite's published one
let world;
let address;
let desk;

before(async () => {
  world = await start();
  address = world.page.replace(/\/$/, '');
  desk = deskOf(address);
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

test('A_recording_in_a_container_of_our_own_is_read_from_it', within, async () => {
  const container = new BlobServiceClient(world.blobs, new StorageSharedKeyCredential('devstoreaccount1', key)).getContainerClient('official-client');
  await container.create();
  const call = await desk.dial('+31612345678', '+31205550100');
  await desk.advance(1);
  const recording = clientOf(address).getCallRecording();
  const { recordingId } = await recording.start({
    callLocator: { kind: 'serverCallLocator', id: call.serverCallId },
    recordingContent: 'audio',
    recordingChannel: 'mixed',
    recordingFormat: 'wav',
    recordingStorage: { recordingStorageKind: 'azureBlobStorage', recordingDestinationContainerUrl: container.url },
  });
  await desk.advance(3);
  await recording.stop(recordingId);
  await desk.advance(60);

  const names = [];
  for await (const blob of container.listBlobsFlat()) {
    names.push(blob.name);
  }

  const sound = container.getBlobClient(names.find(name => name.includes(recordingId) && name.endsWith('.wav')));
  const whole = await sound.downloadToBuffer();
  const properties = await sound.getProperties();
  assert.deepEqual([properties.contentType, properties.contentLength], ['audio/wav', whole.length]);
  assert.ok(Math.abs(seconds(whole) - 3) < 0.2, `It lasts ${seconds(whole)} s.`);
  assert.deepEqual(await sound.downloadToBuffer(1000, 500), whole.subarray(1000, 1500));
});

test('An_audio_file_that_the_PBX_stored_is_read_from_its_container', within, async () => {
  const sent = silence(1.5);
  sent.writeInt16LE(12_000, 44 + 32_000); // a click in it, so that it is not silence
  const uploaded = await api('accounts/sample/audio?name=Opening%20hours.wav', { method: 'POST', body: sent, headers: { 'content-type': 'audio/wav' } });

  const container = new BlobServiceClient(world.blobs, new StorageSharedKeyCredential('devstoreaccount1', key)).getContainerClient('audio');
  const blobs = [];
  for await (const blob of container.listBlobsFlat({ prefix: 'sample/', includeMetadata: true })) {
    blobs.push(blob);
  }

  const blob = blobs.find(({ name }) => name === `sample/${uploaded.file}.wav`);
  assert.deepEqual([blob.properties.contentType, blob.properties.contentLength, blob.metadata.name], ['audio/wav', uploaded.bytes, 'Opening%20hours.wav']);
  const stored = await container.getBlobClient(blob.name).downloadToBuffer();
  assert.equal(seconds(stored), 1.5);
  assert.deepEqual(await container.getBlobClient(blob.name).downloadToBuffer(1000, 500), stored.subarray(1000, 1500));
});

// A document of up to 960 KB lies in binary properties of 64 KiB each (infra/Tables/Chunks.cs).
function content(row) {
  const chunks = [];
  for (let i = 0; row[`s${i}`]; i++) {
    chunks.push(Buffer.from(row[`s${i}`]));
  }

  return Buffer.concat(chunks).toString();
}

async function api(path, request = {}) {
  const { access_token } = await (await fetch(`${world.page}sim/token?user=admin@sample.example`)).json();
  const answer = await fetch(world.api + path, { ...request, headers: { ...request.headers, authorization: `Bearer ${access_token}` } });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}
