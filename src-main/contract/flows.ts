import { z } from 'zod';
import { flowIdSchema } from './ids.ts';

/** A voice flow to which a caller can be sent. */
export const publishedFlowSchema = z.object({ flowId: flowIdSchema, title: z.string() });
export type PublishedFlow = z.infer<typeof publishedFlowSchema>;

export const publishedFlowsSchema = z.object({ flows: z.array(publishedFlowSchema) });
