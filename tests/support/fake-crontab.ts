import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Operator } from './operator.ts';

/** A crontab program that keeps its crontab in a file, and refuses what Debian's does. */
const script = (file: string) => `#!/bin/sh
crontab='${file}'
case "$1" in
  -l) [ -f "$crontab" ] || { echo "no crontab for ada" >&2; exit 1; }; cat "$crontab" ;;
  -r) rm "$crontab" ;;
  -)  cat > "$crontab.new"
      [ -z "$(tail -c 1 "$crontab.new")" ] || { echo "new crontab file is missing newline before EOF" >&2; exit 1; }
      mv "$crontab.new" "$crontab" ;;
esac
`;

/** A crontab on an operator's machine. */
export interface FakeCrontab {
  /** What the operator's processes need to find it. */
  env: { PATH: string };
  /** Returns the crontab; undefined if there is none. */
  read(): Buffer | undefined;
  write(content: string | Buffer): void;
  /** Puts another program in the place of the crontab program. */
  replaceProgram(text: string): void;
}

/** Gives an operator a crontab program of their own. */
export function fakeCrontab(operator: Operator): FakeCrontab {
  const path = operator.file('.bin/crontab', '');
  const file = join(operator.home, '.crontab');
  const replaceProgram = (text: string) => {
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  };
  replaceProgram(script(file));
  return {
    env: { PATH: `${dirname(path)}:/usr/bin:/bin` },
    read: () => (existsSync(file) ? readFileSync(file) : undefined),
    write: (content) => writeFileSync(file, content),
    replaceProgram,
  };
}
