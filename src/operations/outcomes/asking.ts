import type { Calling } from '../calling/calling.ts';

/** What asking Retell about calls needs. */
export type Asking = Pick<Calling, 'store' | 'telephony' | 'clock' | 'retryDelay' | 'recordings'>;
