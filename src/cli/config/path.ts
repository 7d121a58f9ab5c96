import { existsSync } from 'node:fs';
import type { Context } from '../context.ts';
import { targetOf } from './target.ts';

/** `config path`: shows where the settings are that `config set` changes. */
export async function showPath(context: Context): Promise<void> {
  const { file } = targetOf(context);
  context.output.result({ file, exists: existsSync(file) }, () => file);
}
