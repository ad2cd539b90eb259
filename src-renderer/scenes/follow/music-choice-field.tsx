import { Select } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { promptIdSchema } from '../../../src-main/contract/ids.ts';
import type { MusicChoice, MusicFile } from '../../../src-main/contract/music.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { FollowWords } from '../../locales/zh-CN-follow.ts';
import { useSeat } from '../seat-context.ts';

const MUSIC = 'music/';
const NONE = '';

/** Music, the tone of a ringing phone, or silence; `empty` is said for no choice of its own, where that is possible. */
export const MusicChoiceField = observer(function MusicChoiceField(props: {
  readonly label: string;
  readonly empty?: string;
  readonly disabled?: boolean;
  readonly value: MusicChoice | undefined;
  readonly onChange: (choice: MusicChoice | undefined) => void;
}): ReactElement {
  const { label, empty, disabled = false, value, onChange } = props;
  const { music } = useSeat().root;
  const { music: words } = useWords().messages.follow;
  const pieces = (music.view?.files ?? []).map((file) => ({
    value: MUSIC + file.musicId,
    label: `${words.kinds.music} · ${pieceTitle(file, words)}`,
  }));
  return (
    <Field label={label}>
      <Select<string>
        aria-label={label}
        disabled={disabled}
        value={value === undefined ? NONE : value.kind === 'music' ? MUSIC + value.musicId : value.kind}
        options={[
          ...(empty === undefined ? [] : [{ value: NONE, label: empty }]),
          ...pieces,
          { value: 'ringback', label: words.kinds.ringback },
          { value: 'silence', label: words.kinds.silence },
        ]}
        onChange={(chosen) => onChange(choiceOf(chosen))}
      />
    </Field>
  );
});

/** Pieces of the program have a name in each language. */
export function pieceTitle(file: Pick<MusicFile, 'musicId' | 'title'>, words: FollowWords['music']): string {
  const titles: Readonly<Record<string, string>> = words.titles;
  return titles[file.musicId] ?? file.title;
}

function choiceOf(chosen: string): MusicChoice | undefined {
  if (chosen === 'ringback' || chosen === 'silence') return { kind: chosen };
  if (!chosen.startsWith(MUSIC)) return undefined;
  return { kind: 'music', musicId: promptIdSchema.parse(chosen.slice(MUSIC.length)) };
}
