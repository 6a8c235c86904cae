import { createHash, createHmac } from 'node:crypto';

// Asks the simulator to record a call as the application does, signed with the key that opens only a simulator.
export async function record(page, callConnectionId) {
  const path = '/calling/recordings?api-version=2026-03-12';
  const body = JSON.stringify({ callConnectionId });
  const date = new Date().toUTCString();
  const hash = createHash('sha256').update(body).digest('base64');
  const signature = createHmac('sha256', 'a key that opens only a simulator').update(`POST\n${path}\n${date};${new URL(page).host};${hash}`).digest('base64');
  const answer = await fetch(new URL(path, page), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'x-ms-date': date,
      'x-ms-content-sha256': hash,
      Authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    },
    body,
  });
  const json = await answer.json();
  if (!answer.ok) {
    throw new Error(`${answer.status} ${JSON.stringify(json)}`);
  }

  return { id: json.recordingId };
}
