import { Button, Input, Modal, Switch } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { hotkeySchema } from '../../../src-main/contract/ipc.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { DialTokens } from './dial-tokens.tsx';

/** From where this user wants to be offered numbers on this machine; everything is off until it is switched on. */
export const DiallingSources = observer(function DiallingSources(): ReactElement {
  const { ui, dialRequests } = useSeat().root;
  const words = useWords().messages.integration.dialling;
  const close = (): void => ui.setChoosingDialling(false);
  return (
    <Modal open={ui.choosingDialling} title={words.title} footer={false} onCancel={close} destroyOnHidden width={520}>
      <div className="dialling-sources">
        <p className="faint">{words.lead}</p>
        {dialRequests.desktop.hasShell ? <ShellSources /> : <BrowserSources />}
        <DialTokens />
      </div>
    </Modal>
  );
});

const ShellSources = observer(function ShellSources(): ReactElement {
  const { dialRequests } = useSeat().root;
  const words = useWords().messages.integration.dialling;
  const { choice, outcome } = dialRequests;
  const [hotkey, setHotkey] = useState(choice.hotkey);
  const isHotkey = hotkey === '' || hotkeySchema.shape.accelerator.safeParse(hotkey).success;
  return (
    <>
      <label className="switch-line">
        <Switch checked={choice.clipboard} onChange={(clipboard) => dialRequests.choose({ clipboard })} />
        <span>
          {words.clipboard}
          <small className="faint">{words.clipboardHint}</small>
        </span>
      </label>
      <label className="switch-line">
        <Switch checked={choice.telLinks} onChange={(telLinks) => dialRequests.choose({ telLinks })} />
        <span>
          {words.telLinks}
          {choice.telLinks && outcome?.telLinks === false && <small className="error-line">{words.telRefused}</small>}
        </span>
      </label>
      <Field label={words.hotkey} hint={words.hotkeyHint}>
        <Input
          value={hotkey}
          maxLength={40}
          onChange={(event) => setHotkey(event.target.value.trim())}
          onBlur={() => isHotkey && dialRequests.choose({ hotkey })}
          onPressEnter={() => isHotkey && dialRequests.choose({ hotkey })}
        />
      </Field>
      <p className="error-line" role="alert">
        {!isHotkey && words.hotkeyInvalid}
        {isHotkey && hotkey !== '' && outcome?.hotkeyTaken === true && words.hotkeyTaken}
      </p>
    </>
  );
});

const BrowserSources = observer(function BrowserSources(): ReactElement {
  const { desktop } = useSeat().root.dialRequests;
  const words = useWords().messages.integration.dialling;
  return (
    <>
      <div className="switch-line">
        <Button disabled={!desktop.mayRegisterLinks} onClick={() => desktop.registerLinks()}>
          {words.register}
        </Button>
        <span>
          {words.browserLinks}
          <small className="faint">
            {desktop.mayRegisterLinks ? words.browserLinksHint : words.browserLinksImpossible}
          </small>
        </span>
      </div>
      <p className="faint">{words.noShell}</p>
    </>
  );
});
