import { Button, Tag } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, useState, type ReactElement } from 'react';
import type { Webhook } from '../../../src-main/contract/webhooks.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { ErrorLine } from './error-line.tsx';
import { WebhookDetail } from './webhook-detail.tsx';
import { WebhookForm } from './webhook-form.tsx';

/** The webhooks as a list; one that is opened shows its log and what can be done with it. */
export const WebhooksTab = observer(function WebhooksTab(): ReactElement {
  const { webhooks } = useSeat().root;
  const words = useWords().messages.integration;
  const [edited, setEdited] = useState<Webhook | 'new'>();
  useEffect(() => void webhooks.load(), [webhooks]);
  if (edited !== undefined) {
    return <WebhookForm webhook={edited === 'new' ? undefined : edited} onDone={() => setEdited(undefined)} />;
  }
  return (
    <div className={webhooks.open === undefined ? 'integration-list' : 'integration-list integration-with-detail'}>
      <section>
        <div className="integration-lead">
          <p className="faint">{words.webhooks.lead}</p>
          <Button onClick={() => void webhooks.load().then(() => webhooks.show(webhooks.openId))}>
            {words.refresh}
          </Button>
          <Button type="primary" onClick={() => setEdited('new')}>
            {words.add}
          </Button>
        </div>
        <ErrorLine error={webhooks.error} />
        {webhooks.webhooks?.length === 0 && (
          <div className="empty">
            <b>{words.webhooks.empty}</b>
            <p>{words.webhooks.emptyHint}</p>
          </div>
        )}
        <ul>
          {webhooks.webhooks?.map((webhook) => (
            <li key={webhook.webhookId}>
              <button
                type="button"
                className="integration-row"
                aria-expanded={webhooks.openId === webhook.webhookId}
                onClick={() =>
                  void webhooks.show(webhooks.openId === webhook.webhookId ? undefined : webhook.webhookId)
                }
              >
                <span className="integration-row-text">
                  <b>{webhook.title}</b>
                  <code>{webhook.address}</code>
                  <Standing webhook={webhook} />
                </span>
                <Tag color={webhook.enabled ? 'green' : 'default'}>
                  {webhook.enabled ? words.webhooks.sending : words.webhooks.paused}
                </Tag>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {webhooks.open !== undefined && (
        <WebhookDetail key={webhooks.open.webhookId} webhook={webhooks.open} onEdit={setEdited} />
      )}
    </div>
  );
});

function Standing(props: { readonly webhook: Webhook }): ReactElement {
  const words = useWords().messages.integration.webhooks;
  const { retry, behind } = props.webhook;
  if (retry !== undefined) return <span className="warn-text">{words.retrying(retry.tries)}</span>;
  return <span className="faint">{behind > 0 ? words.behind(behind) : words.upToDate}</span>;
}
