import { Button, DatePicker, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react';
import type { ErrorBody } from '../../../src-main/contract/error-codes.ts';
import type { InboundVerdict, OutboundVerdict } from '../../../src-main/contract/routing-requests.ts';
import { Field } from '../../components/field.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { WhyList } from '../../components/why-list.tsx';
import { formatPhone } from '../../locales/phone-format.ts';
import { stepText, trunksText, type RuleWords } from '../../locales/rule-text.ts';
import type { Result } from '../../transport/foundation.ts';
import { useSeat } from '../seat-context.ts';
import { useRuleWords } from './use-rule-words.ts';

/** What would happen to a call, decided by the very rules that decide live ones; nothing is called. */
export const TesterTab = observer(function TesterTab(): ReactElement {
  return (
    <section className="routing-tab testers">
      <InboundTester />
      <OutboundTester />
    </section>
  );
});

const InboundTester = observer(function InboundTester(): ReactElement {
  const { routing, time } = useSeat().root;
  const ruleWords = useRuleWords();
  const words = ruleWords.messages.rules.tester;
  const [number, setNumber] = useState('');
  const [dialled, setDialled] = useState('');
  const [trunkNo, setTrunkNo] = useState<number>();
  const [at, setAt] = useState<Dayjs>();
  const ownNumbers = [...new Set(Object.values(routing.plan?.settings.trunkNumbers ?? {}))];
  return (
    <Tester<InboundVerdict>
      title={words.inboundTitle}
      onAt={setAt}
      ask={() =>
        routing.testInbound({
          number: number.trim(),
          dialled: dialled.replace(/\D/g, ''),
          at: at?.valueOf() ?? time.nowMs,
          ...(trunkNo === undefined ? {} : { trunkNo }),
        })
      }
      say={(verdict) => inboundResult(verdict, ruleWords)}
      tone={(verdict) => (verdict.kind === 'blocked' ? 'bad' : verdict.kind === 'none' ? 'plain' : 'good')}
    >
      <Field label={words.caller} hint={words.callerHint}>
        <Input
          inputMode="tel"
          maxLength={32}
          placeholder="13800001234"
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      </Field>
      <Field label={words.dialled}>
        <Input
          inputMode="tel"
          maxLength={32}
          placeholder={ownNumbers[0] ?? ''}
          value={dialled}
          onChange={(event) => setDialled(event.target.value)}
        />
      </Field>
      <Field label={words.trunk}>
        <Select<number>
          allowClear
          aria-label={words.trunk}
          placeholder={ruleWords.messages.rules.fields.anything}
          {...(trunkNo === undefined ? {} : { value: trunkNo })}
          options={(routing.choices?.trunkNos ?? []).map((no) => ({ value: no, label: String(no) }))}
          onChange={(chosen: number | undefined) => setTrunkNo(chosen)}
        />
      </Field>
    </Tester>
  );
});

const OutboundTester = observer(function OutboundTester(): ReactElement {
  const { routing, time } = useSeat().root;
  const ruleWords = useRuleWords();
  const words = ruleWords.messages.rules.tester;
  const stations = routing.choices?.stationNos ?? [];
  const [number, setNumber] = useState('');
  const [stationNo, setStationNo] = useState(stations[0] ?? '');
  const [at, setAt] = useState<Dayjs>();
  return (
    <Tester<OutboundVerdict>
      title={words.outboundTitle}
      onAt={setAt}
      {...(number.trim() === '' || stationNo === ''
        ? {}
        : { ask: () => routing.testOutbound({ number: number.trim(), stationNo, at: at?.valueOf() ?? time.nowMs }) })}
      say={(verdict) => outboundResult(verdict, ruleWords)}
      tone={(verdict) => (verdict.kind === 'barred' || verdict.kind === 'unknown' ? 'bad' : 'good')}
    >
      <Field label={words.number}>
        <Input
          inputMode="tel"
          maxLength={64}
          placeholder="075588888888"
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      </Field>
      <Field label={words.station}>
        <Select<string>
          aria-label={words.station}
          value={stationNo}
          options={stations.map((no) => ({ value: no, label: no }))}
          onChange={setStationNo}
        />
      </Field>
    </Tester>
  );
});

interface TesterProps<Verdict> {
  readonly title: string;
  readonly onAt: (at: Dayjs | undefined) => void;
  /** Absent while something is missing. */
  readonly ask?: () => Promise<Result<Verdict, ErrorBody>>;
  readonly say: (verdict: Verdict) => string;
  readonly tone: (verdict: Verdict) => 'good' | 'plain' | 'bad';
  readonly children: ReactNode;
}

function Tester<Verdict extends InboundVerdict | OutboundVerdict>(props: TesterProps<Verdict>): ReactElement {
  const { title, onAt, ask, say, tone } = props;
  const { messages, names } = useRuleWords();
  const words = messages.rules.tester;
  const [running, setRunning] = useState(false);
  const [answer, setAnswer] = useState<Result<Verdict, ErrorBody>>();
  const run = (event: FormEvent): void => {
    event.preventDefault();
    if (ask === undefined) return;
    setRunning(true);
    void ask().then((result) => {
      setRunning(false);
      setAnswer(result);
    });
  };
  return (
    <div className="tester">
      <h2>{title}</h2>
      <form className="tester-form" onSubmit={run}>
        {props.children}
        <Field label={words.at}>
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            placeholder={words.now}
            onChange={(chosen) => onAt(chosen ?? undefined)}
          />
        </Field>
        <Button type="primary" htmlType="submit" loading={running} disabled={ask === undefined}>
          {running ? words.running : words.run}
        </Button>
      </form>
      <div role="status">
        {answer !== undefined && !answer.ok && (
          <p className="error-line">
            <Glyph name="warning" /> {messages.codes.errors[answer.error.code]}
          </p>
        )}
        {answer?.ok === true && (
          <p className={`tester-result tester-${tone(answer.value)}`}>
            <Glyph name={tone(answer.value) === 'bad' ? 'notReady' : 'ready'} /> {say(answer.value)}
          </p>
        )}
      </div>
      {answer?.ok === true && answer.value.why.length > 0 && (
        <>
          <h3>{words.path}</h3>
          <WhyList why={answer.value.why} names={names} />
        </>
      )}
    </div>
  );
}

function inboundResult(verdict: InboundVerdict, ruleWords: RuleWords): string {
  const { results, vip } = ruleWords.messages.rules.tester;
  const next = verdict.next === undefined ? '' : stepText(verdict.next, ruleWords);
  const said = {
    matched: results.matched(ruleWords.names.rule(verdict.ruleId ?? ''), next),
    default: results.default(next),
    blocked: results.blocked,
    none: results.none,
  }[verdict.kind];
  return verdict.vip ? `${vip} · ${said}` : said;
}

function outboundResult(verdict: OutboundVerdict, ruleWords: RuleWords): string {
  const { tester, fields, strategies } = ruleWords.messages.rules;
  const { results } = tester;
  if (verdict.kind !== 'permitted') return results[verdict.kind];
  const via = [
    trunksText(verdict, ruleWords) ?? fields.allTrunks,
    strategies[verdict.strategy ?? 'random'],
    ...(verdict.callerNumber === undefined ? [] : [tester.boundNumber(formatPhone(verdict.callerNumber))]),
  ].join(ruleWords.messages.rules.text.and);
  return results.permitted(verdict.digits ?? '', via);
}
