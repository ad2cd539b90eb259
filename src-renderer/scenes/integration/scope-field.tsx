import { Segmented, Select } from 'antd';
import type { ReactElement } from 'react';
import { ruleIdSchema } from '../../../src-main/contract/ids.ts';
import type { ScreenPopDraft } from '../../../src-main/contract/screen-pop.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';

type Scope = ScreenPopDraft['scope'];

/** For which calls: all, those of some lines, those of some inbound rules. */
export function ScopeField(props: { readonly scope: Scope; readonly onChange: (scope: Scope) => void }): ReactElement {
  const words = useWords().messages.integration.screenPops;
  const { scope, onChange } = props;
  const choose = (kind: Scope['kind']): void =>
    onChange(kind === 'all' ? { kind } : kind === 'trunks' ? { kind, trunkNos: [1] } : { kind, ruleIds: [] });
  return (
    <>
      <Field label={words.scope}>
        <Segmented
          value={scope.kind}
          options={(['all', 'trunks', 'rules'] as const).map((value) => ({ value, label: words.scopes[value] }))}
          onChange={choose}
        />
      </Field>
      {scope.kind === 'trunks' && (
        <Field label={words.trunkNos}>
          <Select
            mode="tags"
            tokenSeparators={[',', ' ', '，']}
            value={scope.trunkNos.map(String)}
            onChange={(typed: string[]) =>
              onChange({ kind: 'trunks', trunkNos: typed.map(Number).filter((no) => Number.isInteger(no) && no > 0) })
            }
          />
        </Field>
      )}
      {scope.kind === 'rules' && (
        <Field label={words.ruleIds}>
          <Select
            mode="tags"
            tokenSeparators={[',', ' ', '，']}
            value={scope.ruleIds.map(String)}
            onChange={(typed: string[]) =>
              onChange({ kind: 'rules', ruleIds: typed.map((ruleId) => ruleIdSchema.parse(ruleId.slice(0, 64))) })
            }
          />
        </Field>
      )}
    </>
  );
}
