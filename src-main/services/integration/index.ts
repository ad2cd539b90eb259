export { ClickToDial } from './click-to-dial.ts';
export { ScreenPops } from './screen-pops.ts';
