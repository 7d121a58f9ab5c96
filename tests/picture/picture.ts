import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import headless, { type IBuffer } from '@xterm/headless';
import { drawScreen } from './svg.ts';

/** The size of the terminal whose last lines, at the end of the demo, become the picture in the README: wide enough for any date and hour. */
const size = { cols: 128, rows: 40 };
const emulator = new headless.Terminal({ ...size, scrollback: 10_000, allowProposedApi: true });
const home = mkdtempSync(join(tmpdir(), 'voicebot-picture-'));
const terminal = spawn('sh', ['-c', '"$@"; sleep 0.3', 'sh', process.execPath, 'bin/voicebot.js', 'demo'], {
  ...size,
  env: { PATH: process.env['PATH'], HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8' },
});
terminal.onData((data) => emulator.write(data));
terminal.onExit(() =>
  emulator.write('', () => {
    rmSync(home, { recursive: true, force: true });
    const buffer = emulator.buffer.active;
    const [from, to] = [lineWith(buffer, 'The result:'), lineWith(buffer, 'Your turn:') + 1];
    writeFileSync('.github/demo.svg', drawScreen(buffer, { from, to }, 'The end of voicebot demo'));
    process.stdout.write(`.github/demo.svg: ${to - from} lines\n`);
  }),
);

function lineWith(buffer: IBuffer, text: string): number {
  for (let line = 0; line < buffer.length; line++) {
    if (buffer.getLine(line)?.translateToString().includes(text)) return line;
  }
  throw new Error(`the demo did not show "${text}"`);
}
