import type { Caller } from '../app-type.ts';
import type { ServedProfile } from '../served-profile.ts';
import type { Bearer } from './bearer.ts';

/** Finds out who sends a request, and for which profile. @throws RequestProblem 401, 429, 503 */
export type Admit = (bearer: Bearer, address: string) => Promise<{ profile: ServedProfile; caller: Caller }>;
