import { dirname, join } from 'node:path';
import { Problem } from '../domain/problem.ts';
import type { Clock } from '../domain/time/clock.ts';
import type { Telephony } from '../operations/ports/telephony.ts';
import type { Settings } from '../settings/definitions.ts';
import type { SessionParts } from './session-parts.ts';

/** Returns the folder of recordings that are kept: beside the database. */
export function recordingsFolder({ database }: Settings): string {
  return join(dirname(database), 'recordings');
}

/** Connects to Retell. @throws Problem `missing_api_key` */
export async function connect(
  { apiKey, baseUrl, requestTimeout }: Settings,
  { parts, clock, log }: { parts: SessionParts; clock: Clock; log: ((line: string) => void) | undefined },
): Promise<Telephony> {
  if (!apiKey) {
    throw new Problem('not_set_up', {
      code: 'missing_api_key',
      message: 'There is no Retell API key.',
      hint: "Run 'voicebot init', or set RETELL_API_KEY. To try without an account: 'voicebot demo'.",
    });
  }
  return parts.connect({
    apiKey,
    requestTimeout,
    now: () => clock.now(),
    ...(baseUrl ? { baseUrl } : {}),
    ...(log ? { log } : {}),
  });
}
