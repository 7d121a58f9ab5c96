/**
 * Words that people try, by the word that voicebot has, as the last one of a command: `rm` leads to `contacts remove` and
 * `holidays remove`.
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  list: ['ls', 'all', 'index', 'search', 'find', 'query', 'get', 'filter'],
  show: ['view', 'info', 'inspect', 'describe', 'cat', 'get', 'details', 'open', 'transcript'],
  remove: ['rm', 'delete', 'del', 'destroy', 'drop', 'erase', 'unset', 'clear'],
  purge: ['forget', 'wipe', 'erase'],
  cancel: ['rm', 'delete', 'del', 'remove', 'stop', 'abort', 'unschedule', 'kill'],
  add: ['new', 'create', 'insert', 'block', 'put'],
  set: ['new', 'create', 'add', 'edit', 'update', 'define'],
  edit: ['update', 'change', 'modify', 'set', 'patch'],
  rename: ['mv', 'move', 'name'],
  import: ['load', 'upload', 'read', 'ingest', 'sync'],
  export: ['dump', 'save', 'download', 'extract', 'write'],
  tag: ['label', 'mark'],
  untag: ['unlabel', 'unmark'],
  pause: ['hold', 'suspend', 'stop', 'halt'],
  resume: ['continue', 'unpause', 'start', 'unhalt'],
  retry: ['again', 'redo', 'rerun', 'redial', 'reschedule'],
  resolve: ['settle', 'confirm', 'fix'],
  done: ['settle', 'close', 'complete', 'resolve'],
  sync: ['refresh', 'pull', 'fetch', 'update'],
  wash: ['scrub', 'check'],
  merge: ['join', 'combine', 'same'],
  install: ['add', 'enable', 'setup', 'create'],
  uninstall: ['remove', 'rm', 'delete', 'disable'],
  use: ['switch', 'select', 'default'],
  path: ['where', 'location', 'file'],
};

/** Words that people try as the first one, and what to type instead, the likeliest first. */
const firstWords: Readonly<Record<string, readonly string[]>> = {
  search: ['contacts list --search TEXT', 'calls list --search WORDS'],
  list: ['contacts list', 'scheduled list', 'calls list'],
  show: ['contacts show', 'scheduled show', 'calls show'],
  remove: ['contacts remove', 'scheduled cancel'],
  add: ['contacts add', 'schedule', 'dnc add'],
  edit: ['contacts edit'],
  cancel: ['scheduled cancel', 'campaigns cancel'],
  import: ['contacts import', 'dnc import'],
  export: ['contacts export', 'calls export'],
  tag: ['contacts tag', 'contacts tags'],
  undo: ['contacts import --undo', 'scheduled cancel'],
  people: ['contacts'],
  customers: ['contacts'],
  leads: ['contacts'],
  dial: ['call', 'schedule'],
  queue: ['scheduled list', 'status'],
  run: ['process-due', 'watch'],
  stop: ['halt', 'campaigns pause'],
  pause: ['halt', 'campaigns pause'],
  start: ['resume', 'watch', 'process-due'],
  log: ['calls list'],
  transcripts: ['calls show', 'calls list --search WORDS'],
  recordings: ['calls show'],
  stats: ['report', 'status'],
  cost: ['report', 'calls list --sort -cost'],
  callback: ['calls callbacks'],
  uninstall: ['help uninstall'],
  optout: ['dnc add', 'contacts edit <contact> --do-not-call'],
  login: ['init', 'config'],
  settings: ['config', 'init'],
  token: ['tokens create', 'tokens list'],
  hours: ['call-times list'],
  closed: ['holidays add'],
  timezones: ['help times'],
  test: ['demo', 'simulator', 'doctor'],
  check: ['doctor', 'why', 'status'],
  crontab: ['cron install', 'watch'],
  daemon: ['service install', 'watch'],
  purge: ['contacts purge'],
};

/** More words that mean the same as one of `firstWords`. */
const sameFirstWord: Readonly<Record<string, readonly string[]>> = {
  search: ['find', 'query', 'grep', 'lookup', 'filter'],
  list: ['ls', 'all'],
  show: ['view', 'get', 'info', 'inspect', 'describe', 'cat'],
  remove: ['rm', 'delete', 'del'],
  add: ['new', 'create'],
  edit: ['update', 'change', 'modify'],
  cancel: ['unschedule', 'abort'],
  import: ['load', 'upload'],
  export: ['dump', 'download', 'save'],
  tag: ['label'],
  dial: ['phone', 'ring', 'place'],
  queue: ['ps', 'jobs', 'pending', 'due', 'next', 'upcoming'],
  run: ['process', 'tick', 'work', 'serve'],
  stop: ['kill', 'off'],
  start: ['continue', 'on', 'unhalt'],
  log: ['logs', 'history', 'ledger'],
  transcripts: ['transcript'],
  recordings: ['recording', 'audio'],
  stats: ['statistics', 'summary', 'dashboard', 'reports', 'analytics'],
  cost: ['costs', 'spend', 'billing'],
  callback: ['callbacks'],
  optout: ['opt-out', 'block', 'blacklist', 'blocklist', 'suppress', 'do-not-call', 'unsubscribe'],
  login: ['auth', 'setup', 'configure', 'signin'],
  settings: ['env', 'set', 'options', 'preferences'],
  token: ['apikey', 'api-key', 'access', 'grant'],
  hours: ['times', 'calltimes', 'schedule-hours', 'timetable'],
  timezones: ['timezone', 'zones'],
  test: ['try', 'rehearse', 'sandbox', 'mock'],
  check: ['verify', 'diagnose', 'health', 'ping'],
  daemon: ['systemd', 'background', 'launchd'],
};

/** Returns what to type in place of this first word; empty if it is none that people try. */
export function forFirstWord(word: string): readonly string[] {
  const [same = word] = Object.keys(sameFirstWord).filter((known) => sameFirstWord[known]?.includes(word));
  return Object.hasOwn(firstWords, same) ? (firstWords[same] ?? []) : [];
}

/** Returns the last words of commands that somebody who types this word may mean. */
export function forLastWord(word: string): string[] {
  return Object.keys(otherNames).filter((known) => otherNames[known]?.includes(word));
}

/** Options that people try, and those that voicebot has for it. A command is offered only what it takes. */
const otherOptions: Readonly<Record<string, readonly string[]>> = {
  '--force': ['--yes'],
  '--confirm': ['--yes'],
  '--assume-yes': ['--yes'],
  '-f': ['--yes', '--fields'],
  '--output': ['--json', '--csv', '--html'],
  '--format': ['--json', '--csv'],
  '-o': ['--json', '--csv'],
  '-j': ['--json'],
  '--verbose': ['--debug'],
  '-v': ['--version', '--debug'],
  '--silent': ['--quiet'],
  '--database': ['--db'],
  '--config': ['--env-file', '--profile'],
  '--account': ['--profile'],
  '-p': ['--profile'],
  '--columns': ['--fields', '--map'],
  '--filter': ['--where', '--tag', '--search', '--status'],
  '--query': ['--search', '--where'],
  '--grep': ['--search'],
  '-s': ['--search', '--status'],
  '--count': ['--limit'],
  '--max': ['--limit'],
  '--per-page': ['--limit'],
  '-n': ['--limit', '--dry-run'],
  '--order': ['--sort'],
  '--order-by': ['--sort'],
  '--sort-by': ['--sort'],
  '--preview': ['--dry-run'],
  '--simulate': ['--dry-run'],
  '--dryrun': ['--dry-run'],
  '--date': ['--at', '--since'],
  '--time': ['--at', '--since'],
  '--when': ['--at'],
  '--in': ['--at'],
  '--start': ['--at', '--since'],
  '--interval': ['--every'],
  '--delay': ['--every'],
  '--gap': ['--every'],
  '--number': ['--from', '--phone'],
  '--caller-id': ['--from'],
  '--mobile': ['--phone'],
  '--label': ['--tag'],
  '--variable': ['--var'],
  '--budget': ['--max-cost'],
  '--retries': ['--max-attempts', '--redial'],
  '--after': ['--since'],
  '--before': ['--until', '--not-after'],
  '--outcome': ['--disposition', '--last-outcome'],
  '--result': ['--disposition', '--status'],
  '--non-interactive': ['--no-input'],
  '--no-prompt': ['--no-input'],
  '--plain': ['--csv'],
};

/** Returns the options that somebody who types this one may mean. */
export function forOption(flag: string): readonly string[] {
  return Object.hasOwn(otherOptions, flag) ? (otherOptions[flag] ?? []) : [];
}

/** Every suggestion that names a command, for a test. */
export const suggestedCommands: readonly string[] = Object.values(firstWords).flat();
