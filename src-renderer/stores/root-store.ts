import { makeObservable, observableRef } from 'mobx';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { DesktopDialling } from '../host/desktop-dialling.ts';
import type { OpenPage } from '../host/page-opener.ts';
import type { PreferenceFile } from '../host/preferences.ts';
import type { Clock } from '../transport/foundation.ts';
import type { HttpClient } from '../transport/http-client.ts';
import type { SeatSocket } from '../transport/seat-socket.ts';
import { ServerTime } from '../transport/server-time.ts';
import { AgentsStore } from './agents-store.ts';
import { BenchStore } from './bench-store.ts';
import { BoardStore } from './board-store.ts';
import { CallsStore } from './calls-store.ts';
import { ClickToDialStore } from './click-to-dial-store.ts';
import { CommandsStore } from './commands-store.ts';
import { DownloadsStore } from './downloads-store.ts';
import { ExportStore } from './export-store.ts';
import { FollowStore } from './follow-store.ts';
import { FlowsStore } from './flows-store.ts';
import { HangUpGuard } from './hang-up-guard.ts';
import { LinkStore } from './link-store.ts';
import { MusicStore } from './music-store.ts';
import { RecordingsStore } from './recordings-store.ts';
import { NumberListsStore } from './number-lists-store.ts';
import { RecordsStore } from './records-store.ts';
import { RoutingStore } from './routing-store.ts';
import { DialRequestsStore } from './dial-requests-store.ts';
import { ScreenPopsStore } from './screen-pops-store.ts';
import { SchedulesStore } from './schedules-store.ts';
import { SeatFeed } from './seat-feed.ts';
import { SessionStore } from './session-store.ts';
import { StationsStore } from './stations-store.ts';
import { TimeStore } from './time-store.ts';
import { UiStore } from './ui-store.ts';
import { BoxSetupsStore } from './box-setups-store.ts';
import { VoicemailStore } from './voicemail-store.ts';
import { WebhooksStore } from './webhooks-store.ts';

export interface RootParts {
  readonly http: HttpClient;
  readonly socket: SeatSocket;
  readonly clock: Clock;
  readonly preferences: PreferenceFile;
  readonly desktop: DesktopDialling;
  readonly openPage: OpenPage;
}

/** Lists the stores and joins them to the socket; decides nothing. */
export class RootStore {
  readonly session: SessionStore;
  readonly time: TimeStore;
  readonly link: LinkStore;
  readonly commands: CommandsStore;
  readonly calls: CallsStore;
  readonly agents: AgentsStore;
  readonly board: BoardStore;
  readonly bench: BenchStore;
  readonly records: RecordsStore;
  readonly routing: RoutingStore;
  readonly exporting: ExportStore;
  readonly recordings: RecordingsStore;
  readonly downloads: DownloadsStore;
  readonly schedules: SchedulesStore;
  readonly numberLists: NumberListsStore;
  readonly voicemail: VoicemailStore;
  readonly boxSetups: BoxSetupsStore;
  readonly stations: StationsStore;
  readonly follow: FollowStore;
  readonly music: MusicStore;
  readonly flows: FlowsStore;
  readonly hangUpGuard: HangUpGuard;
  readonly ui: UiStore;
  readonly dialRequests: DialRequestsStore;
  readonly screenPops: ScreenPopsStore;
  readonly webhooks: WebhooksStore;
  readonly clickToDial: ClickToDialStore;
  /** The last frame that one side did not understand; shown small, for a report. */
  complaint: ErrorBody | undefined = undefined;

  constructor(parts: RootParts) {
    this.session = new SessionStore(parts.http);
    this.time = new TimeStore(parts.clock, new ServerTime(parts.clock));
    this.link = new LinkStore(parts.socket, this.time);
    this.commands = new CommandsStore(parts.socket);
    this.calls = new CallsStore(this.session);
    this.agents = new AgentsStore(this.session);
    this.board = new BoardStore(parts.http);
    this.bench = new BenchStore(parts.http);
    this.routing = new RoutingStore(parts.http);
    this.records = new RecordsStore(parts.http, parts.clock, this.session);
    this.exporting = new ExportStore(parts.http, parts.clock);
    this.recordings = new RecordingsStore(parts.http);
    this.downloads = new DownloadsStore(parts.http, parts.clock);
    this.schedules = new SchedulesStore(parts.http);
    this.numberLists = new NumberListsStore(parts.http, parts.clock);
    this.voicemail = new VoicemailStore(parts.http);
    this.boxSetups = new BoxSetupsStore(parts.http);
    this.stations = new StationsStore(this.session);
    this.follow = new FollowStore(parts.http);
    this.music = new MusicStore(parts.http);
    this.flows = new FlowsStore(parts.http);
    this.hangUpGuard = new HangUpGuard(parts.clock);
    this.ui = new UiStore(parts.preferences, this.session);
    this.dialRequests = new DialRequestsStore(parts.desktop, this.ui, this.session);
    this.screenPops = new ScreenPopsStore(parts.http, this.session, parts.openPage);
    this.webhooks = new WebhooksStore(parts.http);
    this.clickToDial = new ClickToDialStore(parts.http);
    makeObservable(this, { complaint: observableRef });
    parts.socket.listen(new SeatFeed(this));
  }
}
