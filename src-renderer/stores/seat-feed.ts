import { runInAction } from 'mobx';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import { never } from '../transport/foundation.ts';
import type { SeatDelta } from '../../src-main/contract/seat-protocol.ts';
import type { Delta, Greeting, LinkView, SeatSocketListener, Snapshot } from '../transport/seat-socket.ts';
import type { RootStore } from './root-store.ts';

/**
 * Where frames meet the stores: each topic goes to the store of its name, in one action a frame so that
 * the screen never shows half of it.
 */
export class SeatFeed implements SeatSocketListener {
  readonly #root: RootStore;

  constructor(root: RootStore) {
    this.#root = root;
  }

  onLink(view: LinkView): void {
    const { link, commands, session } = this.#root;
    runInAction(() => {
      link.apply(view);
      if (view.state !== 'live') commands.disconnected();
      if (view.endReason === 'unauthorised' || view.endReason === 'sessionEnded') session.forget(sessionOver);
    });
  }

  onGreeting(greeting: Greeting): void {
    const { link, session, time } = this.#root;
    runInAction(() => {
      time.hear(greeting.now);
      link.greeted(greeting.serverVersion);
      session.greeted(greeting.user, greeting.stationNo);
    });
  }

  /** Records are not in the snapshot: what happened in the gap is fetched again. */
  onSnapshot(snapshot: Snapshot): void {
    const { time, calls, agents, board, bench, commands, records, voicemail, stations } = this.#root;
    const { topics } = snapshot;
    runInAction(() => {
      time.hear(snapshot.now);
      time.setStepped(topics.board?.clock === 'stepped');
      calls.applySnapshot(topics.calls);
      agents.applySnapshot(topics.agents);
      board.applySnapshot(topics.board);
      bench.applySnapshot(topics.bench);
      voicemail.applySnapshot(topics.voicemail);
      stations.applySnapshot(topics.stations);
      commands.applySnapshot(topics.allowed);
    });
    void records.reload();
  }

  onDelta(frame: Delta): void {
    runInAction(() => {
      this.#root.time.hear(frame.now);
      this.#applyDelta(frame.delta);
    });
  }

  onComplaint(error: ErrorBody): void {
    runInAction(() => (this.#root.complaint = error));
  }

  #applyDelta(delta: SeatDelta): void {
    const { time, calls, agents, board, bench, commands, records, voicemail, stations } = this.#root;
    switch (delta.topic) {
      case 'callEvent':
        return calls.applyEvent(delta.event, delta.call);
      case 'callGone':
        return calls.applyGone(delta.callId);
      case 'agent':
        return agents.applyEvent(delta.agent);
      case 'allowed':
        return commands.applySnapshot(delta.allowed);
      case 'channel':
        return board.applyEvent(delta.channel);
      case 'board':
        time.setStepped(delta.board.clock === 'stepped');
        return board.applySnapshot(delta.board);
      case 'record':
        return records.applyEvent(delta.record);
      case 'voicemailBoxes':
        return voicemail.applyBoxes(delta.boxes);
      case 'voicemailMessage':
        return voicemail.applyEvent(delta.message);
      case 'station':
        return stations.applyEvent(delta.station);
      case 'bench':
        return bench.applySnapshot(delta.bench);
      case 'benchNotice':
        return bench.applyNotice(delta.notice);
      default:
        return never(delta);
    }
  }
}

const sessionOver: ErrorBody = { code: 'auth/sessionExpired', message: 'The server ended the session.' };
