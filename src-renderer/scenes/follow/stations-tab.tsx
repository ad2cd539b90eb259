import { Button, Drawer } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { StationDraft } from '../../../src-main/contract/stations.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { marksOf, type SettingMark } from './station-mark.tsx';
import { StationForm } from './station-form.tsx';

/** Every phone of the house and what it is set to; one press ends a setting. */
export const StationsTab = observer(function StationsTab(): ReactElement {
  const { stations, agents, commands } = useSeat().root;
  const words = useWords().messages.follow.station;
  const [edited, setEdited] = useState<string>();
  const settings = stations.all.find((each) => each.stationNo === edited);
  const [saved, setSaved] = useState(false);
  const edit = (stationNo: string | undefined): void => {
    setSaved(false);
    setEdited(stationNo);
  };
  const save = async (stationNo: string, draft: StationDraft): Promise<void> => {
    setSaved(false);
    const { doNotDisturb: on, forwarding } = draft;
    const isSet = await commands.ask('station.setForwarding', { stationNo, forwarding }, undefined);
    setSaved(isSet && (await commands.ask('station.setDoNotDisturb', { stationNo, on }, undefined)));
  };
  const end = (stationNo: string, { key, without }: SettingMark): void => {
    if (key === 'doNotDisturb') void commands.ask('station.setDoNotDisturb', { stationNo, on: false }, undefined);
    else void commands.ask('station.setForwarding', { stationNo, forwarding: without.forwarding }, undefined);
  };
  const pending = commands.isPending('station.setForwarding') || commands.isPending('station.setDoNotDisturb');
  return (
    <section className="routing-tab">
      <p className="faint">{words.allHint}</p>
      {stations.all.length === 0 && <p className="empty faint">{words.empty}</p>}
      <ul className="rule-rows">
        {stations.all.map((station) => {
          const marks = marksOf(station, words);
          const agent = [...agents.agents.values()].find((each) => each.stationNo === station.stationNo);
          return (
            <li key={station.stationNo} className="rule-row">
              <div className="rule-words station-row">
                <b>{words.heading(station.stationNo)}</b>
                <span className="faint">{agent?.displayName ?? ''}</span>
                {marks.length === 0 && <span className="faint">{words.free}</span>}
                {marks.map((mark) => (
                  <button
                    key={mark.key}
                    type="button"
                    className={`station-mark station-mark-${mark.key}`}
                    title={words.end(mark.text)}
                    aria-label={words.end(mark.text)}
                    disabled={pending}
                    onClick={() => end(station.stationNo, mark)}
                  >
                    {mark.text}
                    <Glyph name="close" size={12} />
                  </button>
                ))}
              </div>
              <Button onClick={() => edit(station.stationNo)}>{words.edit}</Button>
            </li>
          );
        })}
      </ul>
      <Drawer
        open={settings !== undefined}
        title={settings === undefined ? '' : words.heading(settings.stationNo)}
        size={480}
        destroyOnHidden
        onClose={() => edit(undefined)}
      >
        {settings !== undefined && (
          <StationForm
            key={JSON.stringify(settings)}
            settings={settings}
            pending={pending}
            saved={saved}
            onSave={(draft) => void save(settings.stationNo, draft)}
          />
        )}
      </Drawer>
    </section>
  );
});
