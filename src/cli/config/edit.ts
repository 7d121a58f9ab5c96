import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Problem } from '../../domain/problem.ts';
import { callTimesSetting } from '../../session/call-times-setting.ts';
import { problemsIn, settingsIn, type Target } from '../../settings/changes/candidate.ts';
import { readEnvText, writePrivateFile } from '../../settings/env-file.ts';
import { unreadSettings } from '../../settings/unread-settings.ts';
import type { Context } from '../context.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { targetOf } from './target.ts';

/** `config edit`: opens a copy of the settings file in the operator's editor; what they write counts once it is right. */
export async function edit(context: Context): Promise<void> {
  const { terminal, output } = context;
  if (!terminal.canPrompt) {
    throw new Problem('usage', {
      code: 'no_terminal',
      message: 'There is no terminal to open an editor on.',
      hint: 'To change one setting: voicebot config set <name> <value>',
    });
  }
  const target = targetOf(context);
  const before = readEnvText(target.file);
  const start =
    before ||
    `# Settings of the voicebot profile ${context.settings.profile}. See: voicebot help environment\n`;
  const text = await editedCopy(context, target, start);
  const isChanged = text !== start;
  if (isChanged) {
    if (readEnvText(target.file) !== before) throw changedMeanwhile(target.file);
    writePrivateFile(target.file, text);
  }
  output.result({ success: true, file: target.file, changed: isChanged }, () =>
    isChanged ? styled`${paint.green('✓')} Saved ${target.file}` : `Nothing was changed in ${target.file}`,
  );
  for (const { name, reason } of unreadSettings(settingsIn(text, target).layers))
    terminal.note(paint.yellow(`! ${name}: ${reason}`));
}

/** Returns the text once every setting in it can be read. @throws Problem `not_confirmed` if the operator gives up */
async function editedCopy({ terminal, parts }: Context, target: Target, start: string): Promise<string> {
  const draft = `${target.file}.draft`;
  writePrivateFile(draft, start);
  // Ctrl-C is the editor's.
  const listenAgain = parts.onStopSignal(() => undefined);
  try {
    for (;;) {
      runEditor(draft, parts.environment);
      const text = readEnvText(draft);
      const settings = settingsIn(text, target);
      const problems = problemsIn(settings, (name) => {
        if (name === 'VOICEBOT_CALL_TIMES') callTimesSetting(settings);
      });
      if (problems.length === 0) return text;
      terminal.err(problems.map(({ message }) => styled`${paint.red('✗')} ${message}`));
      await terminal.confirm('Edit it again? Otherwise nothing is changed.', {
        default: true,
        unattended: 'refuse',
        action: 'Editing it again',
      });
    }
  } finally {
    listenAgain();
    rmSync(draft, { force: true });
  }
}

/** @throws Problem `editor_failed` */
function runEditor(file: string, environment: Context['parts']['environment']): void {
  const editor = environment['VISUAL'] || environment['EDITOR'] || 'vi';
  // By a shell, as git does: an editor may have options, such as `code --wait`.
  const { status, error } = spawnSync('sh', ['-c', `${editor} "$1"`, 'sh', file], {
    stdio: 'inherit',
    env: environment,
  });
  if (status === 0) return;
  throw new Problem('failed', {
    code: 'editor_failed',
    message: `The editor "${editor}" ended with ${error?.message ?? status ?? 'a signal'}. Nothing was changed.`,
    hint: 'Set VISUAL or EDITOR to the one that you use.',
  });
}

function changedMeanwhile(file: string): Problem {
  return new Problem('failed', {
    code: 'settings_changed',
    message: `${file} was changed while you edited it, so your changes were not saved.`,
    hint: 'Run the same command again.',
  });
}
