import { Button, Checkbox, Input, Segmented, Switch } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement } from 'react';
import { directionSchema } from '../../../src-main/contract/call-model.ts';
import {
  fillTemplate,
  SCREEN_POP_FIELDS,
  screenPopDraftSchema,
  screenPopIdSchema,
  templateProblem,
  type ScreenPop,
  type ScreenPopDraft,
  type ScreenPopValues,
  type TemplateProblem,
} from '../../../src-main/contract/screen-pop.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { Messages } from '../../locales/messages.ts';
import { useSeat } from '../seat-context.ts';
import { ErrorLine } from './error-line.tsx';
import { ScopeField } from './scope-field.tsx';

/** The call that previews are made with. */
const SAMPLE: ScreenPopValues = {
  callId: 'call_01jd4x',
  direction: 'inbound',
  ani: '13912345678',
  name: '李 & 王',
  dnis: '4008101234',
  trunkNo: 3,
  stationNo: '801',
  userId: 'user_agent1',
  ruleId: 'welcome',
  flowId: 'welcome',
  startedAt: 1_767_607_200_000,
  answeredAt: 1_767_607_203_000,
};

const EMPTY: ScreenPopDraft = {
  title: '',
  template: 'https://',
  enabled: true,
  scope: { kind: 'all' },
  directions: ['inbound'],
  when: 'ringing',
  how: 'sameTab',
};

/** One screen pop: what is opened, for which calls, when and how, with what it comes to for a sample call. */
export const ScreenPopForm = observer(function ScreenPopForm(props: {
  /** Absent for a new one. */
  readonly pop: ScreenPop | undefined;
  readonly onDone: () => void;
}): ReactElement {
  const { screenPops } = useSeat().root;
  const { messages } = useWords();
  const words = messages.integration;
  const [draft, setDraft] = useState<ScreenPopDraft>(() => draftOf(props.pop));
  const change = (part: Partial<ScreenPopDraft>): void => setDraft({ ...draft, ...part });
  const problem = templateProblem(draft.template);
  const isComplete = screenPopDraftSchema.safeParse(draft).success && problem === undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const id =
      props.pop?.screenPopId ?? screenPopIdSchema.parse(`pop-${crypto.getRandomValues(new Uint32Array(1))[0]}`);
    if (isComplete) void screenPops.save(id, draft).then((saved) => saved && props.onDone());
  };
  return (
    <form className="integration-form" onSubmit={submit}>
      <Field label={words.name}>
        <Input
          autoFocus
          maxLength={80}
          value={draft.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </Field>
      <Field label={words.screenPops.template} hint={words.screenPops.templateHint}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={1000}
          value={draft.template}
          onChange={(event) => change({ template: event.target.value.replace(/\s/g, '') })}
        />
      </Field>
      <div className="field-chips" role="group" aria-label={words.screenPops.insert}>
        {SCREEN_POP_FIELDS.map((field) => (
          <button
            key={field}
            type="button"
            className="quiet-key"
            title={words.screenPops.fields[field]}
            onClick={() => change({ template: `${draft.template}{${field}}` })}
          >
            {`{${field}}`}
          </button>
        ))}
      </div>
      <small className="faint">{words.screenPops.formats}</small>
      <p className="error-line" role="alert">
        {problem !== undefined && describeProblem(problem, messages)}
      </p>
      <p className="faint">{words.screenPops.preview}</p>
      <output className="preview-line">{fillTemplate(draft.template, SAMPLE) ?? '—'}</output>
      <ScopeField scope={draft.scope} onChange={(scope) => change({ scope })} />
      <Field label={words.screenPops.directions}>
        <Checkbox.Group
          value={draft.directions}
          options={directionSchema.options.map((value) => ({ value, label: messages.codes.directions[value] }))}
          onChange={(directions) => change({ directions })}
        />
      </Field>
      <Field label={words.screenPops.when}>
        <Segmented
          value={draft.when}
          options={(['ringing', 'answered'] as const).map((value) => ({ value, label: words.screenPops.whens[value] }))}
          onChange={(when) => change({ when })}
        />
      </Field>
      <Field label={words.screenPops.how}>
        <Segmented
          value={draft.how}
          options={(['sameTab', 'newTab', 'notice'] as const).map((value) => ({
            value,
            label: words.screenPops.hows[value],
          }))}
          onChange={(how) => change({ how })}
        />
      </Field>
      <label className="switch-line">
        <Switch checked={draft.enabled} onChange={(enabled) => change({ enabled })} />
        <span>{words.screenPops.enabled}</span>
      </label>
      <ErrorLine error={screenPops.error} />
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={screenPops.busy} disabled={!isComplete}>
          {words.save}
        </Button>
        <Button onClick={props.onDone}>{words.cancel}</Button>
      </div>
    </form>
  );
});

function draftOf(pop: ScreenPop | undefined): ScreenPopDraft {
  if (pop === undefined) return EMPTY;
  const { screenPopId: _id, ...draft } = pop;
  return draft;
}

function describeProblem(problem: TemplateProblem, messages: Messages): string {
  const words = messages.integration.screenPops.problems;
  switch (problem.kind) {
    case 'notHttp':
    case 'placeholderInHost':
      return words[problem.kind];
    case 'unclosed':
      return words.unclosed(problem.at);
    case 'unknownField':
    case 'unknownFormat':
      return words[problem.kind](problem.word);
  }
}
