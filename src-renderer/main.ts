import { config } from 'zod';

/**
 * Before anything that holds a schema is loaded: the schemas are told not to compile themselves, because
 * the page's policy forbids eval and the mere attempt would be reported as a violation.
 */
config({ jitless: true });
void import('./start.tsx');
