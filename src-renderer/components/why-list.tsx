import type { ReactElement } from 'react';
import type { RuleWhy } from '../../src-main/contract/rule-why.ts';
import type { RuleNames } from '../locales/rule-text.ts';
import { whyLine, type WhyLine } from '../locales/why-text.ts';
import { Glyph, type GlyphName } from './glyph.tsx';
import { useWords } from './seat-words.ts';

const GLYPHS: Record<WhyLine['tone'], GlyphName> = { taken: 'ready', skipped: 'close', told: 'routing' };

/** How a call was routed, step by step: what was passed over and why, and what was taken. */
export function WhyList(props: { readonly why: readonly RuleWhy[]; readonly names: RuleNames }): ReactElement {
  const { messages } = useWords();
  const { taken, skipped, passed, failed } = messages.rules.why;
  return (
    <ol className="why-list">
      {props.why.map((each, at) => {
        const { tone, text, conditions } = whyLine(each, { messages, names: props.names });
        return (
          <li key={at} className={`why why-${tone}`}>
            <Glyph name={GLYPHS[tone]} size={15} />
            <div>
              <b>{text}</b>
              {tone !== 'told' && <span className="pill">{tone === 'taken' ? taken : skipped}</span>}
              {conditions.map((condition) => (
                <p key={condition.text} className={condition.met ? 'why-met' : 'why-unmet'}>
                  <Glyph name={condition.met ? 'ready' : 'close'} size={12} />
                  <span className="only-heard">{condition.met ? passed : failed}</span>
                  {condition.text}
                </p>
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
