export { StationsService, type StationsParts } from './stations-service.ts';
export { walkForwarding, type NumberReading, type ReadHouseNumber } from './forwarding-walk.ts';
