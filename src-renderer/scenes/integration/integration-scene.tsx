import { Segmented } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { PATHS } from '../../transport/http-paths.ts';
import { OriginsForm } from './origins-form.tsx';
import { ScreenPopsTab } from './screen-pops-tab.tsx';
import { WebhooksTab } from './webhooks-tab.tsx';

const TABS = ['webhooks', 'screenPops', 'origins'] as const;
type Tab = (typeof TABS)[number];

/** What other systems are told, what seats open for calls, and who may dial from elsewhere. For admins. */
export const IntegrationScene = observer(function IntegrationScene(): ReactElement {
  const words = useWords().messages.integration;
  const [tab, setTab] = useState<Tab>('webhooks');
  return (
    <div className="integration">
      <div className="integration-head">
        <h1>{words.title}</h1>
        <Segmented<Tab>
          value={tab}
          options={TABS.map((value) => ({ value, label: words.tabs[value] }))}
          onChange={setTab}
        />
        <a className="quiet-key" href={PATHS.apiDocs} target="_blank" rel="noreferrer">
          <Glyph name="window" /> {words.docs}
        </a>
      </div>
      {tab === 'webhooks' && <WebhooksTab />}
      {tab === 'screenPops' && <ScreenPopsTab />}
      {tab === 'origins' && <OriginsForm />}
    </div>
  );
});
