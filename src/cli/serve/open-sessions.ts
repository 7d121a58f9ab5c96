import { Problem } from '../../domain/problem.ts';
import { openSession, type Session } from '../../session/session.ts';
import type { Settings } from '../../settings/definitions.ts';
import { settingsFor } from '../../settings/profiles/profile.ts';
import { secretsIn } from '../../settings/profiles/secrets-in.ts';
import type { Context } from '../context.ts';
import { renewSettings } from '../profiles/renew-settings.ts';

/** A session of a profile that is served. */
export interface ServedSession extends Session {
  /** Returns the profile's settings as they are now. @throws Problem if they cannot be read */
  renewedSettings(): Settings;
}

/**
 * Returns a session for each profile that the command line names, the context's own among them.
 *
 * @throws Problem `unknown_profile`; `same_database` if two of them would use one database, `same_cron_secret` if they have one secret
 */
export function openSessions(context: Context): ServedSession[] {
  const { settings, namedProfiles } = context;
  const others = [...new Set(namedProfiles)].filter((name) => name !== settings.profile);
  const sessions = [...others.map((profile) => openOther(profile, context)), context];
  const byDatabase = new Map<string, string>();
  for (const { settings: own } of sessions) {
    const known = byDatabase.get(own.database);
    if (known !== undefined) throw sameDatabase(known, own.profile, own.database);
    byDatabase.set(own.database, own.profile);
  }
  requireOwnSecrets(sessions);
  return sessions;
}

/** Opens a session of another profile than the context's, whose options are for that one alone. */
function openOther(profile: string, { parts, terminal }: Context): ServedSession {
  const { settings } = settingsFor({ profile }, parts);
  terminal.conceal(secretsIn(settings));
  return {
    ...openSession(settings, parts, {}),
    renewedSettings: () => renewSettings({ profile }, settings, { parts, terminal }),
  };
}

/** Otherwise it would not be clear whose calls a cron job wants to have placed. */
function requireOwnSecrets(sessions: readonly Session[]): void {
  const bySecret = new Map<string, string>();
  for (const { settings } of sessions) {
    const { cronSecret, profile } = settings;
    if (cronSecret === undefined) continue;
    const known = bySecret.get(cronSecret);
    if (known !== undefined) throw sameSecret(known, profile);
    bySecret.set(cronSecret, profile);
  }
}

function sameSecret(one: string, other: string): Problem {
  return new Problem('usage', {
    code: 'same_cron_secret',
    message: `The profiles ${one} and ${other} have the same CRON_SECRET, so it cannot say which one is meant.`,
    hint: `Give one of them its own: openssl rand -hex 32 | voicebot --profile ${other} config set CRON_SECRET`,
  });
}

function sameDatabase(one: string, other: string, path: string): Problem {
  return new Problem('usage', {
    code: 'same_database',
    message: `The profiles ${one} and ${other} use the same database, ${path}.`,
    hint: 'Serve one of them, or give them databases of their own: VOICEBOT_DB decides.',
  });
}
