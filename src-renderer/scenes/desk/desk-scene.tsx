import { Modal } from 'antd';
import { observer } from 'mobx-react-lite';
import { lazy, Suspense, type ReactElement } from 'react';
import { Glyph, type GlyphName } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { PANELS, type Panel } from '../../stores/ui-store.ts';
import { PasswordForm } from '../login/password-form.tsx';
import { CallsScene } from '../calls/calls-scene.tsx';
import { useSeat } from '../seat-context.ts';
import { CallBar } from './call-bar.tsx';
import { CallStrip } from './call-strip.tsx';
import { IncomingCard } from './incoming-card.tsx';
import { KeyList } from './key-list.tsx';
import { RefusalLine } from './refusal-line.tsx';
import { NewMessages } from '../voicemail/voicemail-mark.tsx';
import { DialConfirm } from './dial-confirm.tsx';
import { DiallingSources } from './dialling-sources.tsx';
import { ScreenPopNotices } from './screen-pop-notices.tsx';

const BoardScene = lazy(() => import('../board/board-scene.tsx').then((scene) => ({ default: scene.BoardScene })));
const BenchScene = lazy(() => import('../bench/bench-scene.tsx').then((scene) => ({ default: scene.BenchScene })));

const RoutingScene = lazy(() =>
  import('../routing/routing-scene.tsx').then((scene) => ({ default: scene.RoutingScene })),
);
const VoicemailScene = lazy(() =>
  import('../voicemail/voicemail-scene.tsx').then((scene) => ({ default: scene.VoicemailScene })),
);

const FollowScene = lazy(() => import('../follow/follow-scene.tsx').then((scene) => ({ default: scene.FollowScene })));
const IntegrationScene = lazy(() =>
  import('../integration/integration-scene.tsx').then((scene) => ({ default: scene.IntegrationScene })),
);

const PANEL_GLYPHS: Record<Panel, GlyphName> = {
  calls: 'list',
  board: 'board',
  bench: 'bench',
  routing: 'routing',
  voicemail: 'voicemail',
  follow: 'follow',
  integration: 'plug',
};

/** The seat at work: the bar, what rings, and one panel. With the bar alone there is no panel. */
export const DeskScene = observer(function DeskScene(): ReactElement {
  const { ui } = useSeat().root;
  return (
    <div className={ui.barAlone ? 'desk desk-bar-alone' : 'desk'}>
      <CallBar />
      <RefusalLine />
      <CallStrip />
      <IncomingCard />
      <DialConfirm />
      <ScreenPopNotices />
      {!ui.barAlone && (
        <div className="desk-body">
          <PanelNav />
          <main className="panel">
            <Suspense fallback={<p className="panel-loading" />}>
              {ui.panel === 'calls' && <CallsScene />}
              {ui.panel === 'board' && <BoardScene />}
              {ui.panel === 'bench' && <BenchScene />}
              {ui.panel === 'routing' && <RoutingScene />}
              {ui.panel === 'voicemail' && <VoicemailScene />}
              {ui.panel === 'follow' && <FollowScene />}
              {ui.panel === 'integration' && <IntegrationScene />}
            </Suspense>
          </main>
        </div>
      )}
      <KeyList />
      <OwnPassword />
      <DiallingSources />
    </div>
  );
});

const PanelNav = observer(function PanelNav(): ReactElement {
  const { root, actions } = useSeat();
  const { messages } = useWords();
  const { ui, board, bench, session } = root;
  const offers: Record<Panel, boolean> = {
    calls: true,
    board: board.facts !== undefined,
    bench: bench.state !== undefined,
    routing: session.oversees,
    voicemail: true,
    follow: true,
    integration: session.user?.role === 'admin',
  };
  const offered = PANELS.filter((panel) => offers[panel]);
  return (
    <nav className="panel-nav" aria-label={messages.nav.label}>
      {offered.map((panel) => (
        <button
          key={panel}
          type="button"
          aria-current={ui.panel === panel ? 'page' : undefined}
          aria-keyshortcuts={`Alt+${PANELS.indexOf(panel) + 1}`}
          title={`${messages.nav[panel]} (Alt+${PANELS.indexOf(panel) + 1})`}
          onClick={() => actions.showPanel(panel)}
        >
          <Glyph name={PANEL_GLYPHS[panel]} size={20} />
          {messages.nav[panel]}
          {panel === 'voicemail' && <NewMessages />}
        </button>
      ))}
    </nav>
  );
});

const OwnPassword = observer(function OwnPassword(): ReactElement {
  const { ui } = useSeat().root;
  const { messages } = useWords();
  const close = (): void => ui.setChangingPassword(false);
  return (
    <Modal
      open={ui.changingPassword}
      title={messages.menu.password}
      footer={false}
      onCancel={close}
      destroyOnHidden
      width={400}
    >
      <PasswordForm forced={false} onDone={close} />
    </Modal>
  );
});
