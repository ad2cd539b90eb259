import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { ChannelView } from '../../../src-main/contract/board-view.ts';
import { Glyph, type GlyphName } from '../../components/glyph.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { Timer } from '../../components/timer.tsx';
import { useWords } from '../../components/seat-words.ts';
import { isChannelStateWord, type ChannelStateWord } from '../../locales/codes.ts';
import type { Messages } from '../../locales/messages.ts';
import { MonitorKeys } from './monitor-keys.tsx';

interface Look {
  readonly tone: 'rest' | 'ring' | 'work' | 'talk' | 'fault';
  readonly glyph: GlyphName;
}

const LOOKS: Record<ChannelStateWord, Look> = {
  outOfService: { tone: 'fault', glyph: 'warning' },
  idle: { tone: 'rest', glyph: 'ready' },
  incoming: { tone: 'ring', glyph: 'ringing' },
  offered: { tone: 'ring', glyph: 'ringing' },
  answering: { tone: 'work', glyph: 'phone' },
  connected: { tone: 'talk', glyph: 'talking' },
  reserved: { tone: 'work', glyph: 'clock' },
  dialling: { tone: 'work', glyph: 'keypad' },
  proceeding: { tone: 'work', glyph: 'outbound' },
  failed: { tone: 'fault', glyph: 'close' },
  ringing: { tone: 'ring', glyph: 'ringing' },
  initiated: { tone: 'work', glyph: 'phone' },
  clearing: { tone: 'work', glyph: 'hangUp' },
  parkedOffHook: { tone: 'fault', glyph: 'phone' },
  releasing: { tone: 'work', glyph: 'hangUp' },
};

/** One channel: kind and number, state in words with its LE numbers, caller, time in state. */
export const ChannelCard = observer(function ChannelCard(props: { readonly channel: ChannelView }): ReactElement {
  const { channel } = props;
  const { messages } = useWords();
  const state: ChannelStateWord = !channel.inService
    ? 'outOfService'
    : isChannelStateWord(channel.state)
      ? channel.state
      : 'idle';
  const look = LOOKS[state];
  const word =
    channel.inService && !isChannelStateWord(channel.state) ? channel.state : messages.codes.channelStates[state];
  return (
    <li className={`channel tone-${look.tone}`} data-channel={channel.channel}>
      <div className="channel-head">
        <b>{channelLabel(channel, messages)}</b>
        {channel.offHook && <span className="channel-hook">{messages.board.offHook}</span>}
      </div>
      <div className="channel-state">
        <Glyph name={look.glyph} size={16} />
        <span className="channel-word">{word}</span>
        {state !== 'idle' && <Timer since={channel.since} />}
      </div>
      <div className="channel-far">
        {channel.farNumber !== '' && <PhoneNumber number={channel.farNumber} />}
        <LeNumbers channel={channel} />
      </div>
      {channel.inService && <MonitorKeys channel={channel.channel} />}
    </li>
  );
});

/** `外线 3`, `内线 801`: the label of the server is a plain number or a name of its own. */
export function channelLabel(channel: ChannelView, messages: Messages): string {
  const number = channel.deviceId.slice(channel.deviceId.indexOf('/') + 1);
  const plain = `${messages.codes.channelKinds[channel.kind]} ${number}`;
  const named = channel.label !== '' && channel.label !== number && !channel.label.includes(number);
  // A simulated phone is known by its number on the bench.
  const phoneNo = /^phone (\d+)$/.exec(channel.label)?.[1];
  const label = phoneNo === undefined ? channel.label : messages.bench.phone(Number(phoneNo));
  return named ? `${plain} ${label}` : plain;
}

function LeNumbers(props: { readonly channel: ChannelView }): ReactElement {
  const { messages } = useWords();
  const { le001, le002 } = props.channel;
  const numbers = [
    ['LE001', le001],
    ['LE002', le002],
  ] as const;
  return (
    <span className="le-numbers">
      {numbers.map(
        ([table, no]) =>
          no > 0 && (
            <abbr key={table} title={messages.board.le(table, no)}>
              {table} {no}
            </abbr>
          ),
      )}
    </span>
  );
}
