import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { StationSettings } from '../../../src-main/contract/stations.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatPhone } from '../../locales/phone-format.ts';
import type { FollowWords } from '../../locales/zh-CN-follow.ts';
import { useSeat } from '../seat-context.ts';

/** One thing that a station is set to, and the settings without it. */
export interface SettingMark {
  readonly key: 'doNotDisturb' | keyof StationSettings['forwarding'];
  readonly text: string;
  readonly without: StationSettings;
}

export function marksOf(settings: StationSettings, words: FollowWords['station']): readonly SettingMark[] {
  const { doNotDisturb, forwarding } = settings;
  const { always, busy, noAnswer } = forwarding;
  const { always: _always, ...notAlways } = forwarding;
  const { busy: _busy, ...notBusy } = forwarding;
  const { noAnswer: _noAnswer, ...notNoAnswer } = forwarding;
  const left = (rest: StationSettings['forwarding']): StationSettings => ({ ...settings, forwarding: rest });
  const { marks } = words;
  return [
    ...(doNotDisturb
      ? [{ key: 'doNotDisturb' as const, text: marks.doNotDisturb, without: { ...settings, doNotDisturb: false } }]
      : []),
    ...(always === undefined
      ? []
      : [{ key: 'always' as const, text: marks.always(formatPhone(always)), without: left(notAlways) }]),
    ...(busy === undefined
      ? []
      : [{ key: 'busy' as const, text: marks.busy(formatPhone(busy)), without: left(notBusy) }]),
    ...(noAnswer === undefined
      ? []
      : [
          {
            key: 'noAnswer' as const,
            text: marks.noAnswer(formatPhone(noAnswer.number), noAnswer.seconds),
            without: left(notNoAnswer),
          },
        ]),
  ];
}

/** On the bar: what the own phone is set to; one press ends it. Signs alone while a call needs the room. */
export const StationMark = observer(function StationMark(): ReactElement | undefined {
  const { stations, commands, calls, ui } = useSeat().root;
  const { station: words } = useWords().messages.follow;
  const { own } = stations;
  if (own === undefined) return undefined;
  const marks = marksOf(own, words);
  if (marks.length === 0) return undefined;
  const end = ({ key, without }: SettingMark): void => {
    if (key === 'doNotDisturb') void commands.ask('station.setDoNotDisturb', { on: false }, undefined);
    else void commands.ask('station.setForwarding', { forwarding: without.forwarding }, undefined);
  };
  return (
    <span
      className={calls.current !== undefined || ui.barAlone ? 'station-marks station-marks-small' : 'station-marks'}
    >
      {marks.map((mark) => {
        const name = mark.key === 'doNotDisturb' ? 'station.setDoNotDisturb' : 'station.setForwarding';
        return (
          <button
            key={mark.key}
            type="button"
            className={`station-mark station-mark-${mark.key}`}
            title={words.end(mark.text)}
            aria-label={words.end(mark.text)}
            aria-busy={commands.isPending(name)}
            disabled={!commands.mayAgent(name) || commands.isPending(name)}
            onClick={() => end(mark)}
          >
            <Glyph name={mark.key === 'doNotDisturb' ? 'doNotDisturb' : 'follow'} size={15} />
            <span className="station-mark-text">{mark.text}</span>
            <Glyph name="close" size={12} />
          </button>
        );
      })}
    </span>
  );
});
