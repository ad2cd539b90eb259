import { Input } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';
import { ListName } from './list-kind.tsx';
import { PatternText } from './pattern-text.tsx';

/** Asks the same look-up as a call would: which lists a number is on now. The first decides. */
export const NumberCheck = observer(function NumberCheck(): ReactElement {
  const { numberLists } = useSeat().root;
  const words = useWords().messages.lists;
  const [number, setNumber] = useState('');
  const { checked, lists = [] } = numberLists;
  return (
    <div className="number-check">
      <Input.Search
        className="number-check-input"
        maxLength={40}
        inputMode="tel"
        placeholder={words.checkPlaceholder}
        aria-label={words.check}
        enterButton={words.check}
        value={number}
        onChange={(event) => setNumber(event.target.value)}
        onSearch={(typed) => void numberLists.check(typed.trim())}
      />
      <div role="status" className="number-check-hits">
        {checked !== undefined && (
          <>
            {checked.number === '' ? <em>{words.checkNoNumber}</em> : <PatternText pattern={checked.number} />}
            {checked.hits.length === 0 && <span className="faint">{words.checkNone}</span>}
            {checked.hits.map((hit) => (
              <span key={hit.entryId} className="pill">
                <ListName kind={hit.kind} title={lists.find((list) => list.listId === hit.listId)?.title ?? ''} />
                <PatternText pattern={hit.pattern} />
                {hit.reason !== '' && <span className="faint">{hit.reason}</span>}
              </span>
            ))}
          </>
        )}
      </div>
    </div>
  );
});
