import type { MenuProps } from 'antd';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

const ACTS = ['start', 'stop', 'mark', 'mask', 'unmask'] as const;
type Act = (typeof ACTS)[number];

/** 录音: what can be done now with the recording of the own call, as items of a menu. Only in an observer. */
export function useRecordingItems(): {
  readonly items: NonNullable<MenuProps['items']>;
  /** Whether the key was one of these items, and has been asked for. */
  readonly press: (key: string) => boolean;
} {
  const { actions } = useSeat();
  const words = useWords().messages.callKeys.recording;
  const { calls } = actions;
  const masked = calls.callFor('call.maskRecording');
  const offered: Record<Act, boolean> = {
    start: calls.callFor('call.startRecording') !== undefined,
    stop: calls.callFor('call.stopRecording') !== undefined,
    mark: calls.callFor('call.markRecording') !== undefined,
    mask: masked !== undefined && masked.maskedSince === undefined,
    unmask: masked?.maskedSince !== undefined,
  };
  const acts: Record<Act, () => void> = {
    start: () => calls.startRecording(),
    stop: () => calls.stopRecording(),
    mark: () => calls.markRecording(),
    mask: () => calls.maskRecording(true),
    unmask: () => calls.maskRecording(false),
  };
  return {
    items: ACTS.filter((act) => offered[act]).map((act) => ({ key: `recording/${act}`, label: words[act] })),
    press: (key) => {
      const act = ACTS.find((each) => key === `recording/${each}`);
      if (act !== undefined) acts[act]();
      return act !== undefined;
    },
  };
}
