import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isOnThisMachine } from './settings/values.ts';

/** Files that Docker and Podman put into a container, which has a machine id of its image's, of its own, or none. */
const signsOfContainers = ['/.dockerenv', '/run/.containerenv'];

/**
 * Returns what identifies this machine: a hash of its id, which machine-id(5) says must not leave it. In a rehearsal `VOICEBOT_MACHINE` can name another, or `unknown`.
 *
 * @returns undefined if that is not known: in a container, or on a system without such an id
 */
export function thisMachine(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const pretended = environment['VOICEBOT_MACHINE'];
  const id = pretended && isOnThisMachine(environment['RETELL_BASE_URL']) ? pretended : machineId();
  return id && id !== 'unknown'
    ? createHmac('sha256', id).update('voicebot').digest('hex').slice(0, 32)
    : undefined;
}

function machineId(): string | undefined {
  if (signsOfContainers.some((path) => existsSync(path))) return undefined;
  try {
    const id = readFileSync('/etc/machine-id', 'utf8').trim();
    return /^[0-9a-f]{32}$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
