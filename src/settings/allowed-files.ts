import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readFileIfAny, writePrivateFile } from './env-file.ts';

/** What the operator has said about a `./.env`: whether all of its settings count. */
export type Decision = 'allowed' | 'declined';

/**
 * Returns the decision about a file with this content, if there is one. As in direnv, it holds for one path and one content: a file
 * that was changed or moved is another file.
 *
 * @param profileFolder where the decisions of a profile are kept: what one profile may read, another may not
 */
export function decisionOn(profileFolder: string, path: string, bytes: Buffer): Decision | undefined {
  const text = readFileIfAny(recordOf(profileFolder, path, bytes))?.toString('utf8');
  if (text?.startsWith('allowed\n')) return 'allowed';
  return text?.startsWith('declined\n') ? 'declined' : undefined;
}

/** Keeps the decision about a file with this content. @throws Problem `settings_not_written` */
export function decide(profileFolder: string, path: string, bytes: Buffer, decision: Decision): void {
  writePrivateFile(recordOf(profileFolder, path, bytes), `${decision}\n${path}\n`);
}

/** One small file for each decision, so that two processes cannot overwrite each other's. */
function recordOf(profileFolder: string, path: string, bytes: Buffer): string {
  // Loaded only where there is a `./.env`: an idle run of cron seldom meets one.
  const { createHash } = process.getBuiltinModule('node:crypto');
  const realPath = join(realpathSync(dirname(path)), basename(path));
  const hash = createHash('sha256').update(`${realPath}\0`).update(bytes).digest('hex');
  return join(profileFolder, 'env-files', hash);
}
