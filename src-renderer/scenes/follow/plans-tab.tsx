import { Button } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { FollowPlan } from '../../../src-main/contract/follow.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatPhone } from '../../locales/phone-format.ts';
import { useSeat } from '../seat-context.ts';
import { FollowNotices } from './follow-notices.tsx';
import { PlanForm } from './plan-form.tsx';

/** The follow-me plans: an agent's own, else all; changed by who owns them and by administrators. */
export const PlansTab = observer(function PlansTab(): ReactElement {
  const { follow, routing, session } = useSeat().root;
  const { plans: words, loading } = useWords().messages.follow;
  const [edited, setEdited] = useState<FollowPlan | 'new'>();
  const { plans, error, refused, removed, pending } = follow;
  const { user } = session;
  const mayChange = (plan: FollowPlan): boolean => user?.role === 'admin' || plan.ownerUserId === user?.userId;
  return (
    <section className="routing-tab">
      <div className="routing-head">
        <p className="faint">{user?.role === 'agent' ? words.ownHint : words.hint}</p>
        <Button icon={<Glyph name="plus" />} onClick={() => setEdited('new')}>
          {words.add}
        </Button>
      </div>
      <FollowNotices
        error={error}
        onRetry={() => void follow.load()}
        refused={refused}
        onDismiss={() => follow.dismiss()}
        removedTitle={removed?.title}
        onUndo={() => void follow.undo()}
      />
      {plans === undefined && error === undefined && <p className="empty faint">{loading}</p>}
      {plans?.length === 0 && (
        <div className="empty">
          <p>{words.empty}</p>
          <p className="faint">{words.emptyHint}</p>
        </div>
      )}
      <ul className="rule-rows" aria-busy={pending}>
        {(plans ?? []).map((plan) => (
          <li key={plan.planId} className={plan.enabled ? 'rule-row' : 'rule-row rule-off'} data-plan={plan.planId}>
            <span className="rule-position">
              <Glyph name="follow" />
            </span>
            <div className="rule-words">
              <b>{plan.title}</b>
              <span className="pill">
                {plan.ownerUserId === undefined ? words.house : routing.names.user(plan.ownerUserId)}
              </span>
              {!plan.enabled && <span className="pill">{words.off}</span>}
              <p>
                <PlanSummary plan={plan} />
              </p>
            </div>
            {mayChange(plan) && (
              <div className="rule-keys">
                <button
                  type="button"
                  className="icon-key"
                  title={words.edit}
                  aria-label={words.edit}
                  onClick={() => setEdited(plan)}
                >
                  <Glyph name="edit" />
                </button>
                <button
                  type="button"
                  className="icon-key"
                  title={words.remove}
                  aria-label={words.remove}
                  disabled={pending}
                  onClick={() => void follow.remove(plan)}
                >
                  <Glyph name="bin" />
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {edited !== undefined && (
        <PlanForm plan={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </section>
  );
});

/** `依次呼叫 手机 138 0013 8000、801`. */
function PlanSummary(props: { readonly plan: FollowPlan }): ReactElement {
  const { messages } = useWords();
  const { plans: words } = messages.follow;
  const { targets, how } = props.plan;
  const said = targets.map(({ label, to }) => (label === '' ? formatPhone(to) : `${label} ${formatPhone(to)}`));
  return <>{words.summary(said.join(messages.listComma), words.hows[how])}</>;
}
