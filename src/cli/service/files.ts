import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { commandLine } from '../unattended/command-line.ts';
import { logFile } from '../unattended/log-path.ts';
import { launchAgent } from './launchd.ts';
import { systemdUnit } from './systemd.ts';

/** A service that keeps `watch` running for a profile: the file that describes it, and how to handle it. */
export interface Service {
  manager: 'systemd' | 'launchd';
  /** What the service manager calls it. */
  name: string;
  path: string;
  text: string;
  /** Command lines for the operator, each with what it does. */
  start: readonly [command: string, what: string][];
  stop: readonly string[];
  show: readonly string[];
  /** Variables that it needs too, and that hold a secret, so that they are not in it. */
  secret: string[];
}

/** Returns the service for this profile, for the service manager of this system. @throws Problem `path_with_line_break` */
export function serviceOf(context: Context): Service {
  const { settings, parts } = context;
  const { variables, words, secret } = commandLine(context);
  const { profile, database } = settings;
  const watch = [...words, 'watch', '--plain'];
  if (process.platform !== 'darwin')
    return systemdService(parts, { profile, variables, words: watch, secret });
  // launchd keeps no log of its own.
  return launchdService({ profile, variables, words: [...watch, '--log', logFile(database)], secret });
}

/** Returns this profile's service if its file is there; whatever is in it. */
export function installedService(context: Context): Service | undefined {
  const service = serviceOf(context);
  return existsSync(service.path) ? service : undefined;
}

interface Ingredients {
  profile: string;
  variables: readonly { name: string; text: string }[];
  words: readonly string[];
  secret: string[];
}

function systemdService(
  { configFolder }: Context['parts'],
  { secret, ...ingredients }: Ingredients,
): Service {
  const name = `voicebot-${ingredients.profile}.service`;
  return {
    manager: 'systemd',
    name,
    path: join(configFolder, 'systemd/user', name),
    text: systemdUnit(ingredients),
    start: [
      ['systemctl --user daemon-reload', 'read it'],
      [`systemctl --user enable --now ${name}`, 'start it now, and whenever you log in'],
      ['loginctl enable-linger', 'and keep it running when you are logged out'],
    ],
    // Not `disable --now`: that first reads the unit again, whose file is gone, and takes the end of a run for a failure.
    stop: [`systemctl --user stop ${name}`, `systemctl --user disable ${name}`],
    show: [`systemctl --user status ${name}`, `journalctl --user -u ${name}`],
    secret,
  };
}

function launchdService({ secret, ...ingredients }: Ingredients): Service {
  const name = `voicebot.${ingredients.profile}`;
  const path = join(homedir(), 'Library/LaunchAgents', `${name}.plist`);
  return {
    manager: 'launchd',
    name,
    path,
    text: launchAgent({ name, ...ingredients }),
    start: [[`launchctl bootstrap gui/$(id -u) '${path}'`, 'start it now, and whenever you log in']],
    stop: [`launchctl bootout gui/$(id -u)/${name}`],
    show: [`launchctl print gui/$(id -u)/${name}`],
    secret,
  };
}
