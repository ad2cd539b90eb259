export { DEVICE_LABELS_SETTING, DirectoryService, type DirectoryEntry } from './directory-service.ts';
