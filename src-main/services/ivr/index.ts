export { IvrService } from './ivr-service.ts';
export { PromptLibrary } from './prompt-library.ts';
export { welcomeFlow } from './welcome-flow.ts';
export { flowDefinitionSchema, type FlowDefinition, type FlowNode } from './flow-definition.ts';
export { sessionTable } from './session-table.ts';
