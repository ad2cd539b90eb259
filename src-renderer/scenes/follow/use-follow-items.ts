import type { MenuProps } from 'antd';
import { useEffect } from 'react';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

const FOLLOW = 'follow/';

/**
 * 跟随: whom the talk can be sent after, as items of a menu; none while there is no talk or no plan. The plans are read when
 * a talk begins. Only in an observer.
 */
export function useFollowItems(): {
  readonly items: NonNullable<MenuProps['items']>;
  /** Whether the key was one of these items, and has been asked for. */
  readonly press: (key: string) => boolean;
} {
  const { root, actions } = useSeat();
  const { key: words } = useWords().messages.follow;
  const { follow, commands } = root;
  const call = actions.calls.callFor('call.followMe');
  const callId = call?.callId;
  useEffect(() => {
    if (callId !== undefined) void follow.loadChoices();
  }, [callId, follow]);
  const children = follow.choices.map(({ planId, title, ownerName }) => ({
    key: FOLLOW + planId,
    label: ownerName === undefined ? title : words.of(title, ownerName),
  }));
  const isThere = callId !== undefined && children.length > 0;
  return {
    items: isThere ? [{ key: 'follow', label: words.word, children }] : [],
    press: (key) => {
      if (callId === undefined || !key.startsWith(FOLLOW)) return false;
      void commands.ask('call.followMe', { callId, planId: key.slice(FOLLOW.length) }, callId);
      return true;
    },
  };
}
