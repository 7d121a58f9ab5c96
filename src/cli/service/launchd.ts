import { requireOneLine } from '../unattended/one-line.ts';

interface Watch {
  name: string;
  variables: readonly { name: string; text: string }[];
  words: readonly string[];
}

/** Returns a property list for launchd, which starts it at login and again whenever it ends (launchd.plist(5)). */
export function launchAgent({ name, variables, words }: Watch): string {
  const strings = words.map((word) => `\n    ${string(word)}`).join('');
  const environment = variables
    .map((variable) => `\n    <key>${escaped(variable.name)}</key>\n    ${string(variable.text)}`)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- Written by "voicebot service install"; "voicebot service remove" deletes it. -->
<plist version="1.0">
<dict>
  <key>Label</key>
  ${string(name)}
  <key>ProgramArguments</key>
  <array>${strings}
  </array>
  <key>EnvironmentVariables</key>
  <dict>${environment}
  </dict>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <true/>
  <key>ThrottleInterval</key>
  <integer>15</integer>
  <key>ExitTimeOut</key>
  <integer>90</integer>
  <key>Umask</key>
  <integer>63</integer>
</dict>
</plist>
`;
}

function string(text: string): string {
  return `<string>${escaped(text)}</string>`;
}

function escaped(text: string): string {
  return requireOneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
