import { Button, Modal, Popconfirm } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, useState, type ReactElement } from 'react';
import type { Box } from '../../../src-main/contract/voicemail.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { BoxForm } from './box-form.tsx';

type Editing = { readonly kind: 'none' } | { readonly kind: 'new' } | { readonly kind: 'box'; readonly box: Box };

/** All boxes of the house, for admins: made, set up, given a new PIN, deleted. */
export const BoxSetups = observer(function BoxSetups(props: { readonly onClose: () => void }): ReactElement {
  const { boxSetups } = useSeat().root;
  const { messages } = useWords();
  const words = messages.voicemail;
  const [editing, setEditing] = useState<Editing>({ kind: 'none' });
  useEffect(() => void boxSetups.load(), [boxSetups]);
  const close = (): void => {
    boxSetups.forgetPin();
    props.onClose();
  };
  return (
    <Modal open title={words.setups} footer={false} onCancel={close} width={720}>
      <div className="box-setups">
        <div role="status">
          {boxSetups.error !== undefined && (
            <p className="voicemail-notice voicemail-refused">{messages.codes.errors[boxSetups.error.code]}</p>
          )}
          {boxSetups.givenOut !== undefined && (
            <p className="voicemail-notice">
              <b>{words.givenOut(boxSetups.givenOut.pin)}</b>
              <button type="button" className="quiet-key" onClick={() => boxSetups.forgetPin()}>
                {words.understood}
              </button>
            </p>
          )}
        </div>
        {editing.kind === 'none' ? (
          <>
            <ul className="box-setup-list">
              {boxSetups.boxes.map((box) => (
                <SetupLine key={box.boxId} box={box} onEdit={() => setEditing({ kind: 'box', box })} />
              ))}
            </ul>
            <Button type="primary" onClick={() => setEditing({ kind: 'new' })}>
              {words.addBox}
            </Button>
          </>
        ) : (
          <BoxForm box={editing.kind === 'box' ? editing.box : undefined} onDone={() => setEditing({ kind: 'none' })} />
        )}
      </div>
    </Modal>
  );
});

const SetupLine = observer(function SetupLine(props: { readonly box: Box; readonly onEdit: () => void }): ReactElement {
  const { box } = props;
  const { boxSetups } = useSeat().root;
  const words = useWords().messages.voicemail;
  const owner = boxSetups.people.find((person) => person.userId === box.ownerUserId)?.displayName;
  return (
    <li>
      <span>
        <b>
          {box.boxNo} {box.title}
        </b>
        <small className="faint">{[words.kinds[box.kind], owner].filter(Boolean).join(' · ')}</small>
      </span>
      <Button size="small" onClick={props.onEdit}>
        {words.editBox}
      </Button>
      <Button size="small" disabled={boxSetups.busy} onClick={() => void boxSetups.resetPin(box.boxId)}>
        {words.resetPin}
      </Button>
      <Popconfirm
        title={words.deleteBoxConfirm}
        okText={words.deleteBox}
        okButtonProps={{ danger: true }}
        cancelText={words.cancel}
        onConfirm={() => void boxSetups.remove(box.boxId, true)}
      >
        <Button size="small" danger disabled={boxSetups.busy}>
          {words.deleteBox}
        </Button>
      </Popconfirm>
    </li>
  );
});
