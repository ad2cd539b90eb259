import { Button, Popconfirm } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { Webhook } from '../../../src-main/contract/webhooks.ts';
import { Glyph } from '../../components/glyph.tsx';
import { SecretLine } from '../../components/secret-line.tsx';
import { useNow, useWords } from '../../components/seat-words.ts';
import { formatShort } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';
import { ReplayForm } from './replay-form.tsx';
import { WebhookLog } from './webhook-log.tsx';

/** One webhook: what can be done with it, and what was tried. */
export const WebhookDetail = observer(function WebhookDetail(props: {
  readonly webhook: Webhook;
  readonly onEdit: (webhook: Webhook) => void;
}): ReactElement {
  const { webhooks } = useSeat().root;
  const { locale, messages } = useWords();
  const { nowMs } = useNow();
  const words = messages.integration;
  const { webhook } = props;
  const { webhookId, enabled, previousSecretUntil } = webhook;
  const secret = webhooks.secret?.webhookId === webhookId ? webhooks.secret.text : undefined;
  return (
    <aside className="webhook-detail" aria-label={webhook.title}>
      <div className="webhook-detail-head">
        <h2>{webhook.title}</h2>
        <button
          type="button"
          className="icon-key"
          aria-label={words.close}
          title={words.close}
          onClick={() => void webhooks.show(undefined)}
        >
          <Glyph name="close" size={18} />
        </button>
      </div>
      {secret !== undefined && <SecretLine text={secret} hint={words.webhooks.secretHint} />}
      {previousSecretUntil !== undefined && (
        <p className="faint">{words.webhooks.oldSecretUntil(formatShort(previousSecretUntil, nowMs, locale))}</p>
      )}
      <div className="form-keys">
        <Button loading={webhooks.pending === 'test'} onClick={() => void webhooks.test(webhookId)}>
          {words.webhooks.test}
        </Button>
        <Button
          loading={webhooks.pending === 'pause' || webhooks.pending === 'resume'}
          onClick={() => void webhooks.setPaused(webhookId, enabled)}
        >
          {enabled ? words.webhooks.pause : words.webhooks.resume}
        </Button>
        {!enabled && (
          <Button onClick={() => void webhooks.setPaused(webhookId, false, true)}>
            {words.webhooks.resumeSkipping}
          </Button>
        )}
        <Button onClick={() => props.onEdit(webhook)}>{words.edit}</Button>
        <Popconfirm title={words.webhooks.newSecretAsk} onConfirm={() => void webhooks.rotateSecret(webhookId)}>
          <Button loading={webhooks.pending === 'secret'}>{words.webhooks.newSecret}</Button>
        </Popconfirm>
        <Popconfirm title={words.webhooks.removeAsk} onConfirm={() => void webhooks.remove(webhookId)}>
          <Button danger loading={webhooks.pending === 'remove'}>
            {words.remove}
          </Button>
        </Popconfirm>
      </div>
      <TestLine webhook={webhook} />
      <ReplayForm webhookId={webhookId} />
      <WebhookLog />
    </aside>
  );
});

const TestLine = observer(function TestLine(props: { readonly webhook: Webhook }): ReactElement {
  const { webhooks } = useSeat().root;
  const words = useWords().messages.integration.webhooks;
  const { tested } = webhooks;
  if (tested === undefined || tested.webhookId !== props.webhook.webhookId) return <p role="status" />;
  const { status, durationMs, failure, outcome } = tested;
  const why = failure === undefined ? '' : words.failures[failure];
  return (
    <p role="status" className={outcome === 'delivered' ? 'good-text' : 'warn-text'}>
      {outcome === 'delivered'
        ? words.testOk(status ?? 0, durationMs)
        : words.testFailed(status === undefined ? why : `HTTP ${status}`)}
    </p>
  );
});
