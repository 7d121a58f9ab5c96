import type { Voicebot } from '../library/voicebot.ts';
import type { Session } from '../session/session.ts';

/** A profile that a server serves. */
export interface ServedProfile {
  name: string;
  session: Session;
  /** Its operations. */
  voicebot: Voicebot;
}
