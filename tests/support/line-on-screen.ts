import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Operator, RunOptions } from './operator.ts';
import { openScreen, type Screen } from './screen.ts';

/** Runs a command line in a shell on a pseudo-terminal, as a person types it. */
export async function openLine(
  operator: Operator,
  line: string,
  { env, shell = 'bash' }: Pick<RunOptions, 'env'> & { shell?: string } = {},
): Promise<Screen> {
  // This puts `voicebot` in its folder.
  await operator.shell('true');
  const PATH = [join(operator.home, '.bin'), dirname(process.execPath), process.env['PATH']].join(':');
  return openScreen(operator, [], { env: { PATH, LC_ALL: 'C.UTF-8', ...env }, command: [shell, '-c', line] });
}

/** Whether a command line opens an editor on a terminal. */
export const isEditing = (line: string) => line.endsWith('voicebot config edit');

/** Runs a line that opens an editor, which adds a comment to what it opens. @returns how it ended, and what it said */
export async function editByLine(
  operator: Operator,
  line: string,
  env: RunOptions['env'] = {},
): Promise<{ code: number; stderr: string }> {
  chmodSync(operator.file('.bin/nano', '#!/bin/sh\necho "# edited" >> "$1"\n'), 0o755);
  const screen = await openLine(operator, line, { env: { ...env, EDITOR: 'nano' } });
  const code = await screen.ended;
  if (code === 0) expect(screen.whole()).toContain('Saved');
  return { code, stderr: screen.whole() };
}
