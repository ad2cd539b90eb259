export { closeInterruptedCalls, type RestartReport } from './close-interrupted-calls.ts';
