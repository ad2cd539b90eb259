/** Under the name by which the repositories know it; the seat compares by the same words. */
export { searchableName, searchableNumbers } from '../contract/searchable-text.ts';
