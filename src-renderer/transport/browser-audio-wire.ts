import type { OpenAudioWire } from './bench-audio.ts';
import { socketUrl } from './browser-socket.ts';
import { PATHS } from './http-paths.ts';

/** Opens the bench's audio socket; blocks spoken before it is open are dropped, nobody could hear them yet. */
export const openBrowserAudioWire: OpenAudioWire = (party, on) => {
  const socket = new WebSocket(socketUrl(PATHS.benchAudio(party.kind, party.no)));
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', (message: MessageEvent<unknown>) => {
    if (message.data instanceof ArrayBuffer) on.heard(new Int16Array(message.data));
  });
  socket.addEventListener('close', () => on.closed());
  return {
    send: (block) => socket.readyState === WebSocket.OPEN && socket.send(Int16Array.from(block)),
    close: () => socket.close(),
  };
};
