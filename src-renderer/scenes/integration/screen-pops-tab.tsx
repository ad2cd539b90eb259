import { Button, Popconfirm, Tag } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, useState, type ReactElement } from 'react';
import type { ScreenPop } from '../../../src-main/contract/screen-pop.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { ErrorLine } from './error-line.tsx';
import { ScreenPopForm } from './screen-pop-form.tsx';

/** The screen pops as a list, and the form of the one that is made or changed. */
export const ScreenPopsTab = observer(function ScreenPopsTab(): ReactElement {
  const { screenPops } = useSeat().root;
  const words = useWords().messages.integration;
  const [edited, setEdited] = useState<ScreenPop | 'new'>();
  useEffect(() => void screenPops.load(), [screenPops]);
  if (edited !== undefined) {
    return <ScreenPopForm pop={edited === 'new' ? undefined : edited} onDone={() => setEdited(undefined)} />;
  }
  return (
    <section className="integration-list">
      <div className="integration-lead">
        <p className="faint">{words.screenPops.lead}</p>
        <Button type="primary" onClick={() => setEdited('new')}>
          {words.add}
        </Button>
      </div>
      <ErrorLine error={screenPops.error} />
      {screenPops.pops.length === 0 && (
        <div className="empty">
          <b>{words.screenPops.empty}</b>
          <p>{words.screenPops.emptyHint}</p>
        </div>
      )}
      <ul>
        {screenPops.pops.map((pop) => (
          <li key={pop.screenPopId} className="integration-row">
            <div className="integration-row-text">
              <b>{pop.title}</b>
              <code>{pop.template}</code>
              <span className="faint">
                {words.screenPops.scopes[pop.scope.kind]} · {words.screenPops.whens[pop.when]} ·{' '}
                {words.screenPops.hows[pop.how]}
              </span>
            </div>
            <Tag color={pop.enabled ? 'green' : 'default'}>
              {pop.enabled ? words.screenPops.enabled : words.screenPops.disabled}
            </Tag>
            <button type="button" className="quiet-key" onClick={() => setEdited(pop)}>
              {words.edit}
            </button>
            <Popconfirm title={words.screenPops.removeAsk} onConfirm={() => void screenPops.remove(pop.screenPopId)}>
              <button type="button" className="quiet-key">
                {words.remove}
              </button>
            </Popconfirm>
          </li>
        ))}
      </ul>
    </section>
  );
});
