export { AgentsService, AGENT_TIMERS, type AgentReservation } from './agents-service.ts';
export { agentTable, type AgentAction, type AgentEvent } from './agent-table.ts';
