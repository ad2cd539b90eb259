import { observer } from 'mobx-react-lite';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import type { BoxId, MessageId, VoicemailMessage } from '../../../src-main/contract/voicemail.ts';
import { useSeat } from '../seat-context.ts';
import { BoxNav } from './box-nav.tsx';
import { BoxSettings } from './box-settings.tsx';
import { BoxSetups } from './box-setups.tsx';
import { MessageDetail, playMessageIn } from './message-detail.tsx';
import { MessageList } from './message-list.tsx';
import { mayCallBack, messageKey } from './message-keys.ts';
import { VoicemailNoticeLine } from './voicemail-notice.tsx';

/** Boxes at the left, their messages, and beside them the one that is open. */
export const VoicemailScene = observer(function VoicemailScene(): ReactElement {
  const { voicemail, session } = useSeat().root;
  const [openId, setOpenId] = useState<MessageId>();
  const [settingsOf, setSettingsOf] = useState<BoxId>();
  const [setupsOpen, setSetupsOpen] = useState(false);
  const scene = useRef<HTMLDivElement>(null);
  useEffect(() => void voicemail.reload(), [voicemail]);
  useKeptFocus(scene, [openId, voicemail.messages]);
  const open = voicemail.messages.find((message) => message.messageId === openId);
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = messageKey(event);
    if (key === undefined) return;
    if (key === 'undo') voicemail.undo();
    else if (key === 'close') setOpenId(undefined);
    else if (open === undefined) return;
    else if (key === 'play') playMessageIn(scene.current ?? undefined);
    else if (key === 'delete') removeAndGoOn(open);
    else if (mayCallBack(open, session.stationNo)) void voicemail.callBack(open.messageId);
    event.preventDefault();
  };
  /** The next message of the list is open then, so that a row of them can be worked through. */
  const removeAndGoOn = (message: VoicemailMessage): void => {
    const { messages } = voicemail;
    const at = messages.indexOf(message);
    const next = messages[at + 1] ?? messages[at - 1];
    if (message.state === 'deleted') return;
    void voicemail.remove(message.messageId).then((done) => done && setOpenId(next?.messageId));
  };
  return (
    <div
      ref={scene}
      tabIndex={-1}
      className={open === undefined ? 'voicemail' : 'voicemail voicemail-with-detail'}
      onKeyDown={onKeyDown}
    >
      <BoxNav
        onSettings={(boxId) => {
          voicemail.dismiss();
          setSettingsOf(boxId);
        }}
        onSetups={session.user?.role === 'admin' ? () => setSetupsOpen(true) : undefined}
      />
      <section className="voicemail-main">
        <VoicemailNoticeLine />
        <MessageList openId={openId} onOpen={setOpenId} />
      </section>
      {open !== undefined && (
        <MessageDetail
          key={open.messageId}
          message={open}
          onRemove={() => removeAndGoOn(open)}
          onClose={() => setOpenId(undefined)}
        />
      )}
      <BoxSettings boxId={settingsOf} onClose={() => setSettingsOf(undefined)} />
      {setupsOpen && <BoxSetups onClose={() => setSetupsOpen(false)} />}
    </div>
  );
});

/**
 * A row that is deleted takes the focus with it, and the keys of the panel would work no more: then the open row gets
 * it, else the panel. Focus that went elsewhere by itself is left there.
 */
function useKeptFocus(scene: RefObject<HTMLDivElement | null>, changes: readonly unknown[]): void {
  const wasInside = useRef(false);
  useEffect(() => {
    const element = scene.current;
    if (element === null) return undefined;
    const onFocus = (): void => void (wasInside.current = true);
    const onBlur = (event: FocusEvent): void => void (wasInside.current = event.relatedTarget === null);
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', onBlur);
    return () => {
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', onBlur);
    };
  }, [scene]);
  useEffect(() => {
    const element = scene.current;
    if (element === null || !wasInside.current || document.activeElement !== document.body) return;
    (element.querySelector<HTMLElement>('tr[aria-selected="true"]') ?? element).focus();
  }, changes);
}
