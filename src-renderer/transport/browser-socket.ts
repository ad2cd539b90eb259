import type { OpenWire } from './seat-socket.ts';

/** Opens the browser's WebSocket at `path` of the page's own server. */
export function browserWire(path: string): OpenWire {
  return (listener) => {
    const socket = new WebSocket(socketUrl(path));
    socket.addEventListener('open', () => listener.onOpen());
    socket.addEventListener('message', (message: MessageEvent<unknown>) => {
      if (typeof message.data === 'string') listener.onText(message.data);
    });
    socket.addEventListener('close', (closed) => listener.onClose(closed.code));
    return {
      // A socket that is closing drops frames by itself; one that is still opening would throw.
      send: (text) => socket.readyState !== WebSocket.CONNECTING && socket.send(text),
      close: () => socket.close(),
    };
  };
}

export function socketUrl(path: string): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
