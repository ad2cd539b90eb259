import { Button, Input, Popconfirm } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, useState, type FormEvent, type ReactElement } from 'react';
import { SecretLine } from '../../components/secret-line.tsx';
import { useNow, useWords } from '../../components/seat-words.ts';
import { formatShort } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';

/** This user's tokens for web pages: made, shown once, revoked. */
export const DialTokens = observer(function DialTokens(): ReactElement {
  const { clickToDial } = useSeat().root;
  const { locale, messages } = useWords();
  const words = messages.integration.dialling;
  const { nowMs } = useNow();
  const [title, setTitle] = useState('');
  useEffect(() => {
    void clickToDial.loadTokens();
    return () => clickToDial.forgetNewToken();
  }, [clickToDial]);
  const make = (event: FormEvent): void => {
    event.preventDefault();
    if (title.trim() === '') return;
    void clickToDial.makeToken(title.trim()).then(() => setTitle(''));
  };
  return (
    <section className="dial-tokens">
      <h3>{words.tokens}</h3>
      <p className="faint">{words.tokensLead}</p>
      {clickToDial.tokens?.length === 0 && <p className="empty">{words.tokensEmpty}</p>}
      <ul>
        {clickToDial.tokens?.map((token) => (
          <li key={token.tokenId}>
            <b>{token.title}</b>
            <span className="faint">
              {token.usedAt === undefined
                ? words.tokenUnused
                : words.tokenUsed(formatShort(token.usedAt, nowMs, locale))}
            </span>
            <Popconfirm title={words.revokeAsk} onConfirm={() => void clickToDial.removeToken(token.tokenId)}>
              <button type="button" className="quiet-key">
                {words.revoke}
              </button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      {clickToDial.newToken !== undefined && <SecretLine text={clickToDial.newToken} hint={words.tokenHint} />}
      <form className="token-form" onSubmit={make}>
        <Input
          value={title}
          maxLength={80}
          placeholder={words.tokenTitle}
          aria-label={words.tokenTitle}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Button htmlType="submit" loading={clickToDial.busy} disabled={title.trim() === ''}>
          {words.makeToken}
        </Button>
      </form>
      <p className="error-line" role="alert">
        {clickToDial.error !== undefined && messages.codes.errors[clickToDial.error.code]}
      </p>
    </section>
  );
});
