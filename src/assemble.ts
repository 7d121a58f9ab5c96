import { fileURLToPath } from 'node:url';
import { xdgConfig, xdgData } from 'xdg-basedir';
import type { Parts } from './cli/parts.ts';
import { errorCode, Problem } from './domain/problem.ts';
import type { SessionParts } from './session/session-parts.ts';
import { systemClock } from './system-clock.ts';

/** Returns the folder of drizzle-kit's migrations, which is beside the built program wherever that is installed. */
export const migrationsFolder = () => fileURLToPath(new URL('../drizzle', import.meta.url));

/** Returns what sessions are made of, with these environment variables. Whatever is large is loaded on first use. */
export function sessionParts(
  environment: Readonly<Record<string, string | undefined>>,
): Omit<SessionParts, 'workingFolder'> & Pick<Parts, 'openList'> {
  return {
    openStore: async (path, options) => {
      const { openStore } = await import('./store/open-store.ts');
      return openStore({ path, migrations: migrationsFolder(), ...options });
    },
    openList: async (path, options, signal) => {
      const { openListInThread } = await import('./lists/thread/open-list-in-thread.ts');
      return openListInThread(path, options, signal);
    },
    connect: async (options) => {
      const { connectThroughProxy } = await import('./telephony/retell/retell.ts');
      const { proxyFor } = await import('./settings/proxy.ts');
      return connectThroughProxy(options, proxyFor(options.baseUrl, environment));
    },
    openRecordings: async (folder) => {
      const { recordingFolder } = await import('./telephony/recordings/recording-folder.ts');
      const { proxyFor } = await import('./settings/proxy.ts');
      return recordingFolder(folder, (url) => proxyFor(url, environment));
    },
    holidayCalendar: async () => (await import('./calendar/calendar.ts')).holidayCalendar,
    clock: systemClock,
    machine: async () => {
      const { thisMachine } = await import('./this-machine.ts');
      return thisMachine(environment);
    },
    environment,
    configFolder: xdgConfig ?? currentFolder(),
    dataFolder: xdgData ?? currentFolder(),
  };
}

/** Returns the working folder. @throws Problem `no_working_folder` if it was removed */
export function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new Problem(
      'failed',
      {
        code: 'no_working_folder',
        message: `The current folder no longer exists (${errorCode(error)}).`,
        hint: 'Change to another folder with cd, and run the same command again.',
      },
      { cause: error },
    );
  }
}
