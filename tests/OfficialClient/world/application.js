import { createServer } from 'node:http';
import { parseCallAutomationEvent, StreamingData } from '@azure/communication-call-automation';
import { WebSocketServer } from 'ws';
import { silence } from './wav.js';

// An application as the official package would have it: mid-call events go through the package's own parser, so does what is streamed.
export async function startApplication() {
  const incoming = [];
  const events = [];
  const files = [];
  const streams = [];
  const mistakes = [];
  const server = createServer(async (request, response) => {
    const path = request.url.split('?')[0];
    try {
      const body = await read(request);
      switch (path) {
        case '/events':
          return answer(response, takeFromEventGrid(JSON.parse(body)));
        case '/callback':
          events.push(parseCallAutomationEvent(body));
          return answer(response, {});
        case '/music.wav':
          response.writeHead(200, { 'content-type': 'audio/wav' });
          return response.end(silence(2));
        default:
          response.writeHead(404);
          return response.end();
      }
    } catch (trouble) {
      mistakes.push(`${path}: ${trouble.stack}`);
      response.writeHead(500);
      response.end();
    }
  });
  new WebSocketServer({ server, path: '/stream' }).on('connection', (socket, request) => {
    const stream = { headers: request.headers, received: [], ended: new Promise(resolve => socket.once('close', resolve)) };
    streams.push(stream);
    socket.on('message', message => stream.received.push({ ...StreamingData.parse(message), kind: StreamingData.getStreamingKind() }));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${server.address().port}`;

  return {
    eventGrid: `http://${address}/events`,
    callback: `http://${address}/callback`,
    music: `http://${address}/music.wav`,
    stream: `ws://${address}/stream`,
    incoming,
    events,
    files,
    streams,
    mistakes,
    kinds: () => events.map(event => event.kind),
    one(kind) {
      const found = events.filter(event => event.kind === kind);
      if (found.length !== 1) {
        throw new Error(`There are ${found.length} events ${kind} among ${events.map(event => event.kind).join(', ')}.`);
      }

      return found[0];
    },
    forget: () => [incoming, events, files, streams].forEach(list => list.splice(0)),
    stop: () => new Promise(resolve => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };

  function takeFromEventGrid([event]) {
    if (event.eventType === 'Microsoft.EventGrid.SubscriptionValidationEvent') {
      return { validationResponse: event.data.validationCode };
    }

    (event.eventType === 'Microsoft.Communication.RecordingFileStatusUpdated' ? files : incoming).push(event.data);
    return {};
  }
}

function answer(response, body) {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function read(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }

  return Buffer.concat(parts).toString();
}
