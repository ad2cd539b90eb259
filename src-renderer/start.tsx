import { configure, reaction } from 'mobx';
import { createRoot } from 'react-dom/client';
import { SeatAttention } from './host/attention.ts';
import { openBrowserHeadset } from './host/browser-headset.ts';
import { desktopDialling, DIAL_PATH } from './host/desktop-dialling.ts';
import { pageOpener } from './host/page-opener.ts';
import { browserShelf, PreferenceFile } from './host/preferences.ts';
import { Ringer } from './host/ringer.ts';
import { findShellBridge } from './host/shell-bridge.ts';
import { App } from './scenes/app.tsx';
import { DIAL_INPUT_ID } from './scenes/desk/dial-input-id.ts';
import type { Seat } from './scenes/seat-context.ts';
import { keyIntent } from './stores/key-map.ts';
import { startReactions } from './stores/reactions.ts';
import { RootStore } from './stores/root-store.ts';
import { SeatActions } from './stores/seat-actions.ts';
import { BenchAudioLink } from './transport/bench-audio.ts';
import { openBrowserAudioWire, openBrowserMonitorWire } from './transport/browser-audio-wire.ts';
import { browserWire } from './transport/browser-socket.ts';
import { RealClock } from './transport/foundation.ts';
import { HttpClient } from './transport/http-client.ts';
import { PATHS } from './transport/http-paths.ts';
import { openMonitorAudio } from './transport/monitor-audio.ts';
import { SeatSocket } from './transport/seat-socket.ts';

configure({ enforceActions: 'always' });

const clock = new RealClock();
const shell = findShellBridge(window);
const http = new HttpClient((path, init) => fetch(path, init), clock);
const socket = new SeatSocket({
  openWire: browserWire(PATHS.seatSocket),
  clock,
  random: () => Math.random(),
  client: shell?.version === undefined ? 'browser' : `shell ${shell.version}`,
});
const root = new RootStore({
  http,
  socket,
  clock,
  preferences: new PreferenceFile(browserShelf('trunkline.seat')),
  desktop: desktopDialling(window),
  openPage: pageOpener(window),
});
const actions = new SeatActions(root, () => document.getElementById(DIAL_INPUT_ID)?.focus());

root.ui.goTo(location.pathname);
if (location.pathname === DIAL_PATH) {
  root.dialRequests.takeLink(location.search);
  history.replaceState(undefined, '', root.ui.path); // a reload must not ask again
}
root.time.run();
startReactions({ root, attention: new SeatAttention({ clock, shell, ringer: new Ringer(clock), page: document }) });
reaction(
  () => root.ui.path,
  (path) => history.pushState(undefined, '', path),
);
reaction(
  () => root.ui.locale,
  (locale) => (document.documentElement.lang = locale),
  { fireImmediately: true },
);
window.addEventListener('popstate', () => root.ui.goTo(location.pathname));
window.addEventListener('keydown', (event) => {
  const { key, altKey, ctrlKey, shiftKey, metaKey, isComposing, repeat } = event;
  const inText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  const intent = keyIntent({ key, altKey, ctrlKey, shiftKey, metaKey, isComposing, repeat, inText });
  if (intent === undefined || root.session.phase !== 'signedIn') return;
  event.preventDefault();
  actions.perform(intent);
});

const joinBenchAudio: Seat['joinBenchAudio'] = (party, talk, onLost) =>
  BenchAudioLink.open({ party, talk, onLost, openHeadset: openBrowserHeadset, openWire: openBrowserAudioWire });
const listenToChannel: Seat['listenToChannel'] = (channel, onLost) =>
  openMonitorAudio({ channel, onLost, openHeadset: openBrowserHeadset, openWire: openBrowserMonitorWire });

const place = document.getElementById('seat');
if (place === null) throw new Error('index.html has no element for the seat');
createRoot(place).render(<App seat={{ root, actions, http, joinBenchAudio, listenToChannel }} />);
void root.session.resume();
