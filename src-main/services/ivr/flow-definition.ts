import { z } from 'zod';
import { promptIdSchema } from '../../contract/ids.ts';
import { stationNoSchema } from '../../contract/users.ts';

/**
 * A voice flow as data: named nodes, each with the names of those that may follow. Node types are one
 * file each in nodes/; a new type adds its schema to the union here and its runner to nodes/run-node.ts.
 */
const nodeName = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/);
const prompts = z.array(promptIdSchema).max(8);
/** Repeated to the caller while a phone rings; absent for silence. */
const music = promptIdSchema.optional();
const ringTimeoutMs = z.number().int().min(5_000).max(180_000).default(45_000);

export const digitSchema = z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'A', 'B', 'C', 'D']);

/** Plays and goes on. A digit cuts it short. */
export const playNodeSchema = z.object({ kind: z.literal('play'), prompts, next: nodeName });

/** Plays and takes one digit. Anything but a choice repeats it, `repeatLimit` times in all, then `exhausted`. */
export const menuNodeSchema = z.object({
  kind: z.literal('menu'),
  prompts,
  /** Played before the menu is repeated after a digit that is no choice. */
  invalidPrompts: prompts.default([]),
  choices: z.partialRecord(digitSchema, nodeName),
  /** From the end of the prompts to a digit. */
  timeoutMs: z.number().int().min(1_000).max(60_000).default(5_000),
  repeatLimit: z.number().int().min(1).max(9).default(3),
  exhausted: nodeName,
});

/** Rings the agent that has been ready for the longest; with more `attempts` the next one after it. */
export const agentNodeSchema = z.object({
  kind: z.literal('agent'),
  prompts: prompts.default([]),
  music,
  ringTimeoutMs,
  attempts: z.number().int().min(1).max(9).default(1),
  noAnswer: nodeName,
  noAgent: nodeName,
});

/** Rings the operator's station; without one, any ready agent or supervisor. */
export const operatorNodeSchema = z.object({
  kind: z.literal('operator'),
  prompts: prompts.default([]),
  music,
  stationNo: stationNoSchema.optional(),
  ringTimeoutMs,
  noAnswer: nodeName,
  noAgent: nodeName,
});

/** Says goodbye and ends the call. */
export const hangUpNodeSchema = z.object({ kind: z.literal('hangUp'), prompts: prompts.default([]) });

export const flowNodeSchema = z.discriminatedUnion('kind', [
  playNodeSchema,
  menuNodeSchema,
  agentNodeSchema,
  operatorNodeSchema,
  hangUpNodeSchema,
]);
export type FlowNode = z.infer<typeof flowNodeSchema>;
export type FlowNodeOf<Kind extends FlowNode['kind']> = Extract<FlowNode, { kind: Kind }>;

export const flowDefinitionSchema = z
  .object({ start: nodeName, nodes: z.record(nodeName, flowNodeSchema) })
  .superRefine((flow, context) => {
    for (const [name, to] of edges(flow)) {
      if (flow.nodes[to] === undefined)
        context.addIssue({ code: 'custom', message: `${name} leads to ${to}, which is not there` });
    }
    for (const name of unreachable(flow)) {
      context.addIssue({ code: 'custom', message: `no way leads to ${name}` });
    }
  });
export type FlowDefinition = z.infer<typeof flowDefinitionSchema>;

interface Nodes {
  readonly start: string;
  readonly nodes: Readonly<Record<string, FlowNode>>;
}

/** Every arrow of the flow; the one into the first node comes from `start`. */
function edges(flow: Nodes): readonly (readonly [from: string, to: string])[] {
  const own = Object.entries(flow.nodes).flatMap(([name, node]) => successors(node).map((to) => [name, to] as const));
  return [['start', flow.start] as const, ...own];
}

function successors(node: FlowNode): readonly string[] {
  switch (node.kind) {
    case 'play':
      return [node.next];
    case 'menu':
      return [...Object.values(node.choices), node.exhausted];
    case 'agent':
    case 'operator':
      return [node.noAnswer, node.noAgent];
    case 'hangUp':
      return [];
  }
}

function unreachable(flow: Nodes): readonly string[] {
  const reached = new Set<string>([flow.start]);
  for (const name of reached) {
    const node = flow.nodes[name];
    if (node !== undefined) for (const to of successors(node)) reached.add(to);
  }
  return Object.keys(flow.nodes).filter((name) => !reached.has(name));
}
