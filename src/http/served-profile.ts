import type { Voicebot } from '../library/voicebot.ts';
import type { Session } from '../session/session.ts';

/** A profile that a server serves. */
export interface ServedProfile {
  name: string;
  session: Session;
  /** What a cron job must say to have its due calls placed; undefined if none may. */
  cronSecret: string | undefined;
  /** Its operations. */
  voicebot: Voicebot;
}
