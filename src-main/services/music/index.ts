export { MusicService, type MusicParts } from './music-service.ts';
export type { BuiltInMusic } from './music-shelf.ts';
export type { DecodeMp3 } from './music-sound.ts';
