import type { RuleCondition, RuleWhy } from '../../src-main/contract/rule-why.ts';
import { patternText, type RuleWords } from './rule-text.ts';
import type { Messages } from './messages.ts';

/** One step of a decision in words: taken, passed over, or only told. */
export interface WhyLine {
  readonly tone: 'taken' | 'skipped' | 'told';
  readonly text: string;
  readonly conditions: readonly { readonly met: boolean; readonly text: string }[];
}

export function whyLine(why: RuleWhy, words: RuleWords): WhyLine {
  const said = words.messages.rules.why;
  switch (why.kind) {
    case 'forced':
      return why.found ? line('taken', said.forced(why.title)) : line('skipped', said.forcedGone);
    case 'list':
      return listLine(why, words);
    case 'rule': {
      const conditions = why.conditions.map((each) => ({ met: each.met, text: conditionText(each, words) }));
      const none = why.met && conditions.length === 0 ? [{ met: true, text: said.noConditions }] : conditions;
      return { tone: why.met ? 'taken' : 'skipped', text: said.rule(why.title), conditions: none };
    }
    case 'default':
      return line(why.hasStep ? 'taken' : 'told', why.hasStep ? said.hasDefault : said.noDefault);
    case 'fellBack':
      return line('skipped', said.fellBack(stepName(why.from, words.messages), said.fallBacks[why.because]));
    case 'ringGroup':
      return line('taken', said.ringGroup(why.title));
    case 'followMe':
      return line('taken', why.by === 'rule' ? said.followRule(why.title) : said.followHand(why.title));
    case 'followSkipped': {
      const who = why.label === '' ? said.followPlace(why.place) : why.label;
      return line('skipped', said.followSkipped(who, said.followSkips[why.because]));
    }
    case 'summoned':
      return why.taken
        ? line('told', said.summonedBy(deviceText(why.by ?? '', words)))
        : line('told', said.summonedNobody);
    case 'emergencyNumber':
      return line('taken', said.emergency);
    case 'outsidePrefix':
      return line('told', said.prefix(why.digits));
    case 'rewritten':
      return line('told', said.rewritten(why.from, why.to));
    case 'outboundDefault':
      if (!why.hasRules) return line('taken', said.noOutboundRules);
      return line('taken', why.permitted ? said.outboundPermitted : said.outboundBarred);
  }
}

/** `分机 801`, `外线 2`. */
function deviceText(device: string, { messages }: RuleWords): string {
  const { text } = messages.rules;
  const [kind = '', no = ''] = device.split('/');
  return kind === 'station' ? text.stationNo(no) : text.onTrunk(no);
}

function line(tone: WhyLine['tone'], text: string): WhyLine {
  return { tone, text, conditions: [] };
}

function listLine(why: Extract<RuleWhy, { kind: 'list' }>, words: RuleWords): WhyLine {
  const { why: said, listKinds } = words.messages.rules;
  const name = words.names.list(why.listId);
  const list = name === why.listId ? listKinds[why.list] : name;
  const conditions = why.reason === '' ? [] : [{ met: true, text: said.listReason(why.reason) }];
  const tone = why.decides ? 'taken' : 'told';
  return { tone, text: said.onList(list, patternText(why.pattern, words)), conditions };
}

/** `主叫号码：010…，要求 138 开头`. */
function conditionText(condition: RuleCondition, words: RuleWords): string {
  const said = words.messages.rules.why;
  const wanted = condition.wanted.map((each) => wantedText(condition, each, words)).join(words.messages.listComma);
  return said.condition(said.names[condition.condition], hadText(condition, words), wanted);
}

function hadText(condition: RuleCondition, { messages, names }: RuleWords): string {
  const { why: said, periods } = messages.rules;
  if (condition.had === '') return said.hadNothing;
  if (condition.condition === 'who') {
    return condition.had
      .split(' ')
      .map((each) => whoText(each, { messages, names }))
      .join(' ');
  }
  if (condition.condition !== 'schedule') return condition.had;
  const kind = wordOf(periods, condition.had);
  const because = condition.title ?? wordOf(said.becauses, condition.because ?? '');
  return because === '' ? kind : `${kind} (${because})`;
}

function wantedText(condition: RuleCondition, wanted: string, words: RuleWords): string {
  const { messages, names } = words;
  switch (condition.condition) {
    case 'schedule':
      return wordOf(messages.rules.periods, wanted);
    case 'caller':
    case 'number': {
      const listed = names.list(wanted);
      if (listed !== wanted) return listed;
      const known = wordOf(messages.rules.classes, wanted);
      return known === wanted ? patternText(wanted, words) : known;
    }
    case 'who':
      return whoText(wanted, words);
    default:
      return wanted;
  }
}

/** A station, a role or a user. */
function whoText(who: string, { messages, names }: RuleWords): string {
  return names.user(wordOf(messages.codes.roles, who));
}

function stepName(kind: string, messages: Messages): string {
  return wordOf(messages.rules.steps, kind);
}

/** A code that no word is known for stands for itself. */
function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code;
}
