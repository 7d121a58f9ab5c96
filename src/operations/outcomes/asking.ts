import type { Calling } from '../calling/calling.ts';
import type { Reporting } from './reported-at.ts';

/** What asking Retell about calls needs. */
export type Asking = Pick<Calling, 'store' | 'telephony' | 'recordings'> & Reporting;
