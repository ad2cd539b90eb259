import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { DeliveryAttempt } from '../../../src-main/contract/webhooks.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatDateTime } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';
import { kindWord } from './kind-word.ts';

/** What was tried for the open webhook, the newest first. */
export const WebhookLog = observer(function WebhookLog(): ReactElement {
  const { webhooks } = useSeat().root;
  const words = useWords().messages.integration.webhooks;
  const { logColumns } = words;
  return (
    <section className="webhook-log">
      <h3>{words.log}</h3>
      {webhooks.attempts.length === 0 ? (
        <p className="empty">{words.logEmpty}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {Object.values(logColumns).map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {webhooks.attempts.map((attempt) => (
              <AttemptRow key={attempt.attemptNo} attempt={attempt} />
            ))}
          </tbody>
        </table>
      )}
      {webhooks.nextBefore !== undefined && (
        <button type="button" className="quiet-key" onClick={() => void webhooks.loadOlder()}>
          {words.older}
        </button>
      )}
    </section>
  );
});

function AttemptRow(props: { readonly attempt: DeliveryAttempt }): ReactElement {
  const { locale, messages } = useWords();
  const words = messages.integration.webhooks;
  const { at, kind, eventNo, tries, outcome, status, failure, durationMs, replay } = props.attempt;
  const why = status === undefined ? (failure === undefined ? '' : words.failures[failure]) : `HTTP ${status}`;
  return (
    <tr>
      <td>{formatDateTime(at, locale)}</td>
      <td>
        {kindWord(kind, messages)}
        {replay && <small className="faint"> {words.replayed}</small>}
      </td>
      <td>{eventNo ?? ''}</td>
      <td>{tries}</td>
      <td className={outcome === 'delivered' ? 'good-text' : 'warn-text'}>
        <Glyph name={outcome === 'delivered' ? 'ready' : 'warning'} size={13} /> {words.outcomes[outcome]} {why}
      </td>
      <td>{words.ms(durationMs)}</td>
    </tr>
  );
}
