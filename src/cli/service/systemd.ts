import { requireOneLine } from '../unattended/one-line.ts';

interface Watch {
  profile: string;
  variables: readonly { name: string; text: string }[];
  words: readonly string[];
}

/**
 * Returns a unit for systemd's user manager (systemd.service(5)). At SIGTERM `watch` finishes the calls that it is placing, and exits with
 * 143: it gets time for that. It waits longer each time while there is trouble; if it ends all the same, it starts again after 15 s, always.
 */
export function systemdUnit({ profile, variables, words }: Watch): string {
  return `# Written by "voicebot service install"; "voicebot service remove" deletes it.
[Unit]
Description=voicebot: place due calls of profile ${profile}
# Without limit: whatever is wrong may be over in an hour.
StartLimitIntervalSec=0

[Service]
Type=exec
${variables.map(({ name, text }) => `Environment=${quoted(`${name}=${text}`)}\n`).join('')}ExecStart=${words.map((word) => quoted(word).replaceAll('$', '$$$$')).join(' ')}
KillSignal=SIGTERM
KillMode=mixed
SuccessExitStatus=143
TimeoutStopSec=90
Restart=always
RestartSec=15
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`;
}

/** Quotes a word: backslashes and quotes are escaped, and `%`, which begins a specifier, is doubled (systemd.syntax(7)). */
function quoted(word: string): string {
  const escaped = requireOneLine(word).replaceAll('%', '%%');
  if (/^[\w@%+=:,./$-]+$/.test(escaped)) return escaped;
  return `"${escaped.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
