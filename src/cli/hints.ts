import type { Facts, Problem } from '../domain/problem.ts';

const checkPath = 'Check --db and VOICEBOT_DB';

/**
 * What to do next, by the code of a problem or of a finding of `doctor`. The layers below `cli` know no commands, options or
 * environment variables: they provide a code and facts.
 */
const hints: Readonly<Record<string, (facts: Facts) => string>> = {
  already_scheduled: () =>
    'To leave them out, add --if-scheduled skip; to call them once more, --if-scheduled again.',
  account_not_found: () => 'To list them: voicebot accounts list',
  another_call: ({ callId }) =>
    callId === undefined
      ? "Compare number and time in Retell's dashboard; the metadata of the right call has this call's reference."
      : `To see it: voicebot calls show ${callId}`,
  ambiguous_contact: ({ candidates }) => `Give the id of one: ${candidates}.`,
  call_times: ({ times }) =>
    times === undefined
      ? 'To call all the same, this once: --outside-hours "why". To see every rule: voicebot why <contact>'
      : `To keep to them: VOICEBOT_CALL_TIMES='${times}', in the profile's settings; VOICEBOT_CALL_TIMES=off means that you want none. See: voicebot help times`,
  call_times_not_found: ({ known, near }) =>
    `${near ? `Did you mean ${near}? ` : ''}There are ${known}. To add call times: voicebot call-times set <name> <hours>`,
  holiday_not_found: () => 'To list them: voicebot holidays list',
  ambiguous_token: ({ candidates }) => `Give the id of one: ${candidates}.`,
  token_not_found: ({ near }) =>
    `${near ? `Did you mean "${near}"? ` : ''}To list them: voicebot tokens list`,
  no_tokens: () => 'To create one: voicebot tokens create --name CRM',
  bad_token_name: () => 'Give it a name of 1 to 100 characters, with a letter in it.',
  invalid_order: ({ near, known }) =>
    `${near ? `Did you mean ${near}? ` : ''}It can be sorted by: ${known}; prefix with - to reverse.`,
  invalid_call_times: () => 'See: voicebot help times',
  cap: () => 'To call all the same, once: --allow-repeat "reason"',
  campaign: () => 'To go on with it: voicebot campaigns resume <campaign>',
  campaign_exists: () => 'Choose another name.',
  campaign_not_found: ({ near }) =>
    `${near ? `Did you mean "${near}"? ` : ''}To list them: voicebot campaigns list`,
  bad_campaign_name: () => 'Give it a name of 1 to 100 characters, with a letter in it.',
  invalid_redial: () => 'Write rules such as "busy=10m x3, no-answer=2h x3, voicemail=1d x1", or off.',
  report_not_written: () => 'Name another file, in a folder that you can write to.',
  callback_not_found: () => 'To list them: voicebot calls callbacks',
  callback_scheduled: ({ scheduledCallId }) => `To cancel it: voicebot scheduled cancel ${scheduledCallId}`,
  call_not_found: () => 'To list calls: voicebot calls list',
  call_unreadable: () =>
    "Retell's dashboard shows what became of it. If it was not placed: voicebot scheduled resolve <id> --not-placed",
  call_unknown: ({ callId }) =>
    `Do not call again until 'voicebot process-due' has checked with Retell. This is call ${callId}.`,
  called_since: () =>
    "Edit or remove contacts one by one: 'voicebot contacts edit', 'voicebot contacts remove'.",
  contact_has_calls: ({ scheduledCallIds }) =>
    `To cancel them: voicebot scheduled cancel ${scheduledCallIds}. For unconfirmed ones: voicebot scheduled resolve <id>`,
  contact_not_found: ({ near }) =>
    `${near ? `Did you mean ${near}? ` : ''}To search: voicebot contacts list --search TEXT`,
  database_error: () => 'Run the same command with --debug to see more.',
  database_not_opened: ({ what }) =>
    what === 'folder'
      ? `${checkPath}: they name the file itself, such as voicebot.db.`
      : `${checkPath}: you need write access to its folder.`,
  database: () =>
    "'voicebot contacts import FILE' creates it. If you expected one, check --profile, --db and VOICEBOT_DB.",
  not_cancelled: () => 'To see those that can be restored: voicebot scheduled list --status CANCELLED',
  no_import: () => 'To import a list: voicebot contacts import FILE',
  no_database: () =>
    "'voicebot init' or 'voicebot contacts import FILE' creates one. If you expected one there, check --profile, --db and VOICEBOT_DB.",
  database_of_another: () => 'Name another file with --db or VOICEBOT_DB; this one was not changed.',
  database_damaged: () => 'Stop cron and watch, then put a backup in its place: voicebot restore FILE',
  database_in_use: () =>
    'Stop watch, cron and any other voicebot command that uses it, then try again. Nothing was changed.',
  database_is_copy: ({ path }) => `To use it in place of the database: voicebot restore ${path}`,
  database_replaced: () =>
    'Find out what did that, and put the right file there. If it is a backup: voicebot restore FILE. The next run asks Retell about the calls that were being placed.',
  database_too_new: () => 'Update voicebot; the database was not changed.',
  database_unreadable: ({ what }) =>
    what === 'backup'
      ? 'Nothing was changed. Name a file that voicebot backup wrote; for a list: voicebot contacts import FILE'
      : `${checkPath}; if this was a voicebot database: voicebot restore FILE, with a backup.`,
  do_not_call: ({ phoneNumber = '<number>' }) => `If it may be called: voicebot dnc remove ${phoneNumber}`,
  env_file: ({ path }) =>
    `If you trust it: voicebot allow '${path}'. To use the profile's own settings here, name it: --profile default`,
  env_file_not_allowed: ({ path }) =>
    `'voicebot config' shows what it sets. If you trust it: voicebot allow '${path}'. To use the profile's own settings here, name it: --profile default`,
  env_file_not_found: () => 'Check the path.',
  fate_known: ({ callId }) =>
    callId === undefined
      ? 'To list the calls that may be unconfirmed: voicebot scheduled list --status IN_PROGRESS'
      : `To see it: voicebot calls show ${callId}`,
  halted: () => 'To go on: voicebot resume',
  invalid_email: () => "Give one address here, and others as custom fields: --set 'other_email=…'",
  invalid_kept_profile: () => 'Write it again: voicebot --profile default profiles use <name>',
  invalid_setting: ({ near }) =>
    `${near ? `Did you mean ${near}? ` : ''}To see every setting and where it comes from: voicebot config`,
  missing_agent: () => "Run 'voicebot init', add --agent ID, or set VOICEBOT_AGENT_ID.",
  missing_from_number: () => "Run 'voicebot init', add --from NUMBER, or set VOICEBOT_FROM_NUMBER.",
  not_decodable: () =>
    'Nothing was imported. Correct that line, export the list again as CSV UTF-8, or give its encoding with --encoding.',
  not_a_backup: () => 'Nothing was changed. Name a file that voicebot backup wrote.',
  backup_damaged: () => 'Nothing was changed. Try an older backup.',
  not_restored: () =>
    'Nothing was changed. Check that there is enough disk space and that you can write to the folder of the database.',
  no_phone_column: () => "Say which column it is with --map 'Header=phone'.",
  no_sheets: () => 'Nothing was imported. Leave out --sheet.',
  only_hidden_sheets: ({ sheet }) => `Nothing was imported. If that is your list, add --sheet '${sheet}'`,
  no_crontab_program: () =>
    'Install cron (Debian, Ubuntu: apt install cron), or keep voicebot watch running.',
  crontab_refused: () =>
    'Your crontab was not changed. May you use cron (/etc/cron.allow)? Otherwise keep voicebot watch running.',
  path_with_line_break: () => 'Rename it, and try again.',
  nobody_chosen: () =>
    'Name contacts by id, range (3-9) or phone number. To list them: voicebot contacts list',
  nobody_matches: ({ campaignId }) =>
    campaignId === undefined
      ? 'To see who matches: voicebot contacts list, with the same --tag, --where or --search'
      : `To see what became of its calls: voicebot calls list --campaign ${campaignId}`,
  not_dialled: () =>
    "They lose an attempt and are tried again. If it persists, check the account and the number in Retell's dashboard.",
  not_listed: ({ by }) =>
    by === undefined ? 'To see the list: voicebot dnc list' : `To take that off: voicebot dnc remove "${by}"`,
  not_failed: () => 'To list the calls that have: voicebot scheduled list --status FAILED',
  not_custom: () => 'Use --do-not-call; to add a tag: voicebot contacts tag <tag> <ids...>',
  not_retell: () =>
    'Nobody was called, and no call lost an attempt. Check RETELL_BASE_URL, and proxies in between.',
  no_calls: () => 'To call a contact now: voicebot call <contact>',
  no_campaigns: () => 'Calls that are scheduled together make one: voicebot schedule',
  no_contacts: () => 'To import some: voicebot contacts import FILE',
  no_scheduled_calls: () => 'To list them all: voicebot scheduled list --all',
  no_tags: () => 'To add one: voicebot contacts tag <tag> <ids...>',
  nothing_to_change: () =>
    "Add --name, --phone, --timezone …; 'voicebot contacts edit --help' lists every option.",
  number_in_use: ({ callId, state }) =>
    state === 'unconfirmed'
      ? `'voicebot process-due' asks Retell about it. If you know better: voicebot calls resolve ${callId} --placed call_… | --not-placed`
      : `Call again when it has ended. To see it: voicebot calls show ${callId}`,
  overdue_calls: ({ program, keyIn }) =>
    `${
      keyIn === 'environment'
        ? `Cron does not see the RETELL_API_KEY of your environment: save it with '${program} init'. `
        : ''
    }Is cron running? See: ${program} cron status. To set it up: ${program} cron install`,
  other_account: ({ account }) =>
    `Use that account's key. If its key was only replaced: voicebot accounts merge ${account}`,
  phone_number_taken: ({ contactId }) => `To change that contact: voicebot contacts edit ${contactId}`,
  profile_exists: ({ name }) => `To set it up: voicebot --profile ${name} init`,
  profile_is_real: () => 'Name a profile for rehearsals alone: voicebot simulator --profile rehearsal',
  retell_account: () =>
    "Check RETELL_API_KEY ('voicebot config' shows where it comes from) and the account in Retell's dashboard.",
  retell_refused: () => 'Run the same command with --debug to see the request.',
  retell_unreadable: () => 'Check RETELL_BASE_URL; if it is right, try again later.',
  scheduled_call_not_found: () => 'To list them: voicebot scheduled list',
  scheduled_since: () => 'Cancel those calls first: voicebot scheduled cancel <ids...>',
  webhooks: () =>
    'Calls are asked about anyway, less soon. To see how webhooks are set up: voicebot help webhooks',
  webhooks_waiting: () => 'The next run applies them: voicebot process-due',
  wash: () =>
    'Have the number washed and import the result: voicebot dnc wash FILE --date 2026-11-20 --register NAME',
  uncertain_encoding: ({ example }) =>
    `Nothing was imported. Add --encoding with the one whose names are right, such as --encoding ${example}, or export the list again as CSV UTF-8.`,
  unknown_setting: ({ near }) => `${near ? `Did you mean ${near}? ` : ''}To list them: voicebot config`,
  unknown_agent: (facts) => otherOfAccount(facts, 'agent', 'VOICEBOT_AGENT_ID'),
  unknown_profile: ({ name, near, known, keptIn }) => {
    const which = near ? `Did you mean ${near}?` : `The profiles are: ${known}.`;
    return keptIn
      ? `${which} To use another one: voicebot profiles use <name>`
      : `${which} To set it up: voicebot --profile ${name} init`;
  },
  unknown_calls: ({ callId, scheduledCallId }) => {
    const resolve = callId === undefined ? `scheduled resolve ${scheduledCallId}` : `calls resolve ${callId}`;
    return `'voicebot process-due' asks Retell about them. If you know better: voicebot ${resolve} --placed call_… | --not-placed`;
  },
  unknown_field: ({ near, known }) =>
    `${near ? `Did you mean ${near}? ` : ''}${known ? `The fields are: ${known}.` : 'To see the fields: voicebot contacts list --json'}`,
  unknown_tag: ({ near, known }) =>
    `${near ? `Did you mean ${near}? ` : ''}${known ? `The tags are: ${known}.` : 'There are no tags yet.'}`,
  unknown_from_number: (facts) => otherOfAccount(facts, 'number', 'VOICEBOT_FROM_NUMBER'),
};

/** Names the numbers or agents of the account, the one that may have been meant first. */
function otherOfAccount({ near, known, from }: Facts, what: string, setting: string): string {
  const meant = near ? `Did you mean ${near}? ` : '';
  return from === 'settings'
    ? `${meant}Set ${setting} to ${what === 'agent' ? 'an' : 'a'} ${what} of the account: ${known}.`
    : `${meant}The ${what}s of the account: ${known}. To schedule without asking Retell: --no-check`;
}

/** Returns a problem's own hint, or the one for its code; undefined if there is neither. */
export function hintOf({ hint, code, facts }: Pick<Problem, 'hint' | 'code' | 'facts'>): string | undefined {
  return hint ?? (Object.hasOwn(hints, code) ? hints[code]?.(facts) : undefined);
}
