import { Button, Input, Modal } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { NumberListView } from '../../../../src-main/contract/number-lists.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ListDialog } from './list-dialog.tsx';
import { ListName } from './list-kind.tsx';

type Open = 'add' | 'import' | 'change';

/** The chosen list: its name and kind, search, and what can be done to it. */
export const ListHead = observer(function ListHead(props: { readonly list: NumberListView }): ReactElement {
  const { numberLists, session } = useSeat().root;
  const words = useWords().messages.lists;
  const { list } = props;
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const mayWrite = session.user?.role === 'admin';
  return (
    <header className="list-head">
      <h2>
        <ListName title={list.title} kind={list.kind} />
      </h2>
      {!mayWrite && <span className="faint">{words.readOnly}</span>}
      <ListKeys list={list} onOpen={setOpen} />
      <Input
        className="list-search"
        allowClear
        maxLength={64}
        prefix={<Glyph name="search" />}
        placeholder={words.search}
        aria-label={words.search}
        value={numberLists.search}
        onChange={(event) => numberLists.setSearch(event.target.value)}
      />
      {open === 'add' && <EntryDialog listId={list.listId} onClose={close} />}
      {open === 'import' && <ImportDialog list={list} onClose={close} />}
      {open === 'change' && (
        <ListDialog
          heading={words.change}
          list={list}
          onClose={close}
          onApply={(input) => numberLists.changeList(list.listId, input)}
        />
      )}
    </header>
  );
});

const ListKeys = observer(function ListKeys(props: {
  readonly list: NumberListView;
  readonly onOpen: (open: Open) => void;
}): ReactElement {
  const { numberLists, session } = useSeat().root;
  const words = useWords().messages.lists;
  const { list, onOpen } = props;
  const mayWrite = session.user?.role === 'admin';
  const confirmRemoval = (): void =>
    void Modal.confirm({
      title: words.removeTitle(list.title),
      content: words.removeText(list.entryCount),
      okText: words.remove,
      okButtonProps: { danger: true },
      cancelText: words.cancel,
      autoFocusButton: 'cancel',
      onOk: () => numberLists.removeList(list.listId),
    });
  return (
    <div className="list-keys">
      {mayWrite && (
        <>
          <Button type="primary" icon={<Glyph name="plus" size={14} />} onClick={() => onOpen('add')}>
            {words.add}
          </Button>
          <Button onClick={() => onOpen('import')}>{words.importText}</Button>
        </>
      )}
      <Button href={`/api/number-lists/${encodeURIComponent(list.listId)}/export`} download>
        {words.exportText}
      </Button>
      {mayWrite && (
        <>
          <Button icon={<Glyph name="edit" size={14} />} onClick={() => onOpen('change')}>
            {words.change}
          </Button>
          <Button danger icon={<Glyph name="bin" size={14} />} disabled={numberLists.pending} onClick={confirmRemoval}>
            {words.remove}
          </Button>
        </>
      )}
    </div>
  );
});
