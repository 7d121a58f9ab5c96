import type { Voicebot } from '../library/voicebot.ts';
import type { MeteredSession } from '../session/metered.ts';

/** A profile that a server serves. */
export interface ServedProfile {
  name: string;
  session: MeteredSession;
  /** What a cron job must say to have its due calls placed; undefined if none may. */
  cronSecret: string | undefined;
  /** Its operations. */
  voicebot: Voicebot;
}
