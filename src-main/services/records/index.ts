export { CallRecordsService } from './call-records-service.ts';
export { draftOf, toCallRecord } from './call-record-fold.ts';
