import { Checkbox, Segmented } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { ChannelView } from '../../../src-main/contract/board-view.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { isInUse } from '../../stores/board-store.ts';
import { useSeat } from '../seat-context.ts';
import { BoardFacts } from './board-facts.tsx';
import { ChannelCard, channelLabel } from './channel-card.tsx';
import { MonitorProvider } from './monitor-context.tsx';

type Shown = 'all' | ChannelView['kind'];

/** From this many channels on the cards are small. */
const DENSE_FROM = 33;

/** Every channel as a card, faults above them with what to do. */
export const BoardScene = observer(function BoardScene(): ReactElement {
  const { board } = useSeat().root;
  const { messages } = useWords();
  const words = messages.board;
  const [shown, setShown] = useState<Shown>('all');
  const [busyOnly, setBusyOnly] = useState(false);
  const channels = board.inOrder.filter(
    (channel) => (shown === 'all' || channel.kind === shown) && (!busyOnly || isInUse(channel) || !channel.inService),
  );
  return (
    <div className="board">
      <div className="board-head">
        <h1>{words.title}</h1>
        <BoardFacts />
        <Segmented<Shown>
          value={shown}
          options={[
            { value: 'all', label: words.all },
            { value: 'trunk', label: words.trunks },
            { value: 'station', label: words.stations },
          ]}
          onChange={setShown}
        />
        <Checkbox checked={busyOnly} onChange={(event) => setBusyOnly(event.target.checked)}>
          {words.busyOnly}
        </Checkbox>
        <span className="faint">{words.inUse(board.inUse, board.inOrder.length)}</span>
      </div>
      <BoardFaults />
      <ul className={board.inOrder.length >= DENSE_FROM ? 'channels channels-dense' : 'channels'}>
        <MonitorProvider>
          {channels.map((channel) => (
            <ChannelCard key={channel.channel} channel={channel} />
          ))}
        </MonitorProvider>
      </ul>
      {channels.length === 0 && <p className="empty">{words.nothing}</p>}
    </div>
  );
});

const BoardFaults = observer(function BoardFaults(): ReactElement {
  const { board } = useSeat().root;
  const { messages } = useWords();
  const words = messages.board;
  const down = board.facts?.up === false;
  const lines = board.outOfService;
  return (
    <div role="status">
      {down && <Fault title={words.down} hint={words.downHint} />}
      {!down && lines.length > 0 && (
        <Fault
          title={words.faultTitle(lines.length)}
          hint={words.faultHint(lines.map((channel) => channelLabel(channel, messages)).join(messages.listComma))}
        />
      )}
    </div>
  );
});

function Fault(props: { readonly title: string; readonly hint: string }): ReactElement {
  return (
    <div className="fault">
      <Glyph name="warning" size={20} />
      <div>
        <b>{props.title}</b>
        <p>{props.hint}</p>
      </div>
    </div>
  );
}
