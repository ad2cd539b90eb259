import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { StationDraft } from '../../../src-main/contract/stations.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { MusicChoiceField } from './music-choice-field.tsx';
import { StationForm } from './station-form.tsx';

/** What the own phone is set to, and what the own callers hear. */
export const OwnStationTab = observer(function OwnStationTab(): ReactElement {
  const { stations, commands, music } = useSeat().root;
  const words = useWords().messages.follow;
  const { own } = stations;
  const [saved, setSaved] = useState(false);
  /** Both commands; the second is not given when the first was refused, which the bar tells. */
  const save = async ({ doNotDisturb, forwarding }: StationDraft): Promise<void> => {
    setSaved(false);
    const isSet = await commands.ask('station.setForwarding', { forwarding }, undefined);
    setSaved(isSet && (await commands.ask('station.setDoNotDisturb', { on: doNotDisturb }, undefined)));
  };
  const pending = commands.isPending('station.setForwarding') || commands.isPending('station.setDoNotDisturb');
  return (
    <section className="routing-tab follow-own">
      {own === undefined ? (
        <div className="empty">
          <p>{words.station.noOwn}</p>
          <p className="faint">{words.station.noOwnHint}</p>
        </div>
      ) : (
        <div className="follow-card">
          <h2>{words.station.heading(own.stationNo)}</h2>
          <StationForm
            key={JSON.stringify(own)}
            settings={own}
            pending={pending}
            saved={saved}
            onSave={(draft) => void save(draft)}
          />
        </div>
      )}
      <aside className="follow-aside">
        <div className="follow-card">
          <h3>{words.station.codes}</h3>
          <ul className="code-list">
            {words.station.codeList.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </div>
        {music.view !== undefined && (
          <div className="follow-card">
            <h3>{words.tabs.music}</h3>
            <MusicChoiceField
              label={words.music.own}
              empty={words.music.ownDefault}
              value={music.view.own}
              onChange={(choice) => void music.setOwn(choice)}
            />
          </div>
        )}
      </aside>
    </section>
  );
});
