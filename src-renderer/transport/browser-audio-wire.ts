import type { OpenAudioWire } from './bench-audio.ts';
import { socketUrl } from './browser-socket.ts';
import { PATHS } from './http-paths.ts';
import type { OpenMonitorWire } from './monitor-audio.ts';

/** Opens the bench's audio socket; blocks spoken before it is open are dropped, nobody could hear them yet. */
export const openBrowserAudioWire: OpenAudioWire = (party, on) => {
  const socket = audioSocket(PATHS.benchAudio(party.kind, party.no), on);
  return {
    send: (block) => socket.readyState === WebSocket.OPEN && socket.send(Int16Array.from(block)),
    close: () => socket.close(),
  };
};

/** Opens the socket on which a channel is heard. */
export const openBrowserMonitorWire: OpenMonitorWire = (channel, on) => {
  const socket = audioSocket(PATHS.channelAudio(channel), on);
  return { dispose: () => socket.close() };
};

function audioSocket(path: string, on: { heard(samples: Int16Array): void; closed(): void }): WebSocket {
  const socket = new WebSocket(socketUrl(path));
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', (message: MessageEvent<unknown>) => {
    if (message.data instanceof ArrayBuffer) on.heard(new Int16Array(message.data));
  });
  socket.addEventListener('close', () => on.closed());
  return socket;
}
