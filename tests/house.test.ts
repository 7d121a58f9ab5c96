import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Store } from '../src/operations/ports/store.ts';
import { openEmptyStore } from './support/empty-store.ts';

const root = join(import.meta.dirname, '..');

/** The TypeScript files of `src`, as paths from the root. */
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file));

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** Tables that a script has made. */
const isMade = (file: string) => textOf(file).startsWith('/*\n * Made by tests/');

/** Whether each method of the store changes the database. */
const storeMethods = {
  keepWebhook: 'writes',
  receivedWebhooks: 'reads',
  attributeWebhook: 'reads',
  applyWebhook: 'writes',
  setWebhookAside: 'writes',
  webhookArrivals: 'reads',
  webhooksAside: 'reads',
  saveContacts: 'writes',
  previewContacts: 'reads',
  ownersOf: 'reads',
  markDoNotCall: 'writes',
  contact: 'reads',
  contactByPhoneNumber: 'reads',
  contactsNamed: 'reads',
  contactsNearlyNamed: 'reads',
  customFieldNames: 'reads',
  contactSummaries: 'reads',
  contactIds: 'reads',
  listContacts: 'reads',
  pageOfContacts: 'reads',
  indexForSearch: 'writes',
  editContact: 'writes',
  removeContact: 'writes',
  setTag: 'writes',
  hasField: 'reads',
  listTags: 'reads',
  beginImport: 'writes',
  endImport: 'writes',
  lastImport: 'reads',
  importOf: 'reads',
  sinceImport: 'reads',
  undoImport: 'writes',
  endUndo: 'writes',
  rememberedMapping: 'reads',
  rememberMapping: 'writes',
  scheduleCalls: 'writes',
  scheduledCall: 'reads',
  scheduledCalls: 'reads',
  listScheduledCalls: 'reads',
  countScheduledCalls: 'reads',
  pageOfScheduledCalls: 'reads',
  cancelScheduledCalls: 'writes',
  retryScheduledCalls: 'writes',
  restoreScheduledCalls: 'writes',
  awaitedCalls: 'reads',
  countDue: 'reads',
  upcoming: 'reads',
  pendingCalls: 'reads',
  countPending: 'reads',
  lastPending: 'reads',
  listDue: 'reads',
  claimNextDue: 'writes',
  beginRun: 'writes',
  endRun: 'writes',
  callFacts: 'reads',
  scheduledCallFacts: 'reads',
  claimNew: 'writes',
  claimNextUnknown: 'writes',
  renewToSendAgain: 'writes',
  recordPlaced: 'writes',
  recordRefused: 'writes',
  recordUnknown: 'writes',
  settleUnknown: 'writes',
  withdraw: 'writes',
  standingHalt: 'reads',
  beginWash: 'writes',
  recordWash: 'writes',
  callsWaitingForWash: 'reads',
  recordSuppressed: 'writes',
  suppress: 'writes',
  unsuppress: 'writes',
  suppressionOf: 'reads',
  suppressions: 'reads',
  suppressionsAfter: 'reads',
  pageOfSuppressions: 'reads',
  pageOfCampaigns: 'reads',
  campaign: 'reads',
  campaignId: 'reads',
  campaignNames: 'reads',
  activity: 'reads',
  tallies: 'reads',
  agentsToAskAbout: 'reads',
  budgetOf: 'reads',
  worstCaseOf: 'reads',
  capCampaign: 'writes',
  recordMaxDuration: 'writes',
  contactsToCallAgain: 'reads',
  dispositionsOf: 'reads',
  pauseCampaign: 'writes',
  resumeCampaign: 'writes',
  cancelCallsOf: 'writes',
  endCampaign: 'writes',
  renameCampaign: 'writes',
  haltCalls: 'writes',
  reportHalt: 'writes',
  overdueCalls: 'reads',
  layOutCalls: 'writes',
  liftHalt: 'writes',
  standingOutages: 'reads',
  lostInARow: 'reads',
  willAskSoon: 'reads',
  beginOutage: 'writes',
  endOutage: 'writes',
  reportOutageAgain: 'writes',
  putBehind: 'writes',
  recordOwnRefusal: 'writes',
  callsToCheck: 'reads',
  takeOpenCalls: 'writes',
  recordReports: 'writes',
  recordNotListed: 'writes',
  setAsideUnreadable: 'writes',
  unreadableCalls: 'reads',
  unreadableScheduledCalls: 'reads',
  reasonsNotDialled: 'reads',
  call: 'reads',
  listCalls: 'reads',
  pageOfCalls: 'reads',
  callIds: 'reads',
  listedCalls: 'reads',
  callsPlacedTwice: 'reads',
  liveCallsTo: 'reads',
  openCallsInTheWay: 'reads',
  withoutTranscript: 'reads',
  recordDetails: 'writes',
  transcript: 'reads',
  reportedAnswer: 'reads',
  callsToSync: 'reads',
  callsById: 'reads',
  withoutRecording: 'reads',
  recordRecording: 'writes',
  askAgain: 'writes',
  expiredRecordings: 'reads',
  forgetRecording: 'writes',
  recordingOf: 'reads',
  pageOfCallbacks: 'reads',
  callbacksById: 'reads',
  settleCallbacks: 'writes',
  eachReportedCall: 'reads',
  callbacksAskedFor: 'reads',
  reportedCampaign: 'reads',
  callsToPurge: 'reads',
  purgeContact: 'writes',
  backup: 'reads',
  openAccount: 'writes',
  accounts: 'reads',
  isSameAccount: 'reads',
  mergeAccounts: 'writes',
  latestPlacedBy: 'reads',
  latestScheduled: 'reads',
  findDamage: 'reads',
  requireInPlace: 'reads',
  ledger: 'reads',
  noteMachine: 'writes',
  beginEpoch: 'writes',
  dueToVerify: 'reads',
  recordVerified: 'writes',
  holidays: 'reads',
  holidayCoverage: 'reads',
  fillHolidays: 'writes',
  addHoliday: 'writes',
  removeHoliday: 'writes',
  decideBy: 'reads',
  namedCallTimes: 'reads',
  setCallTimes: 'writes',
  removeCallTimes: 'writes',
  addToken: 'writes',
  accessTokens: 'reads',
  tokenWithHash: 'reads',
  revokeToken: 'writes',
  noteTokenUse: 'writes',
  keptRequest: 'reads',
  keepAnswer: 'writes',
  close: 'reads',
  version: 'reads',
  preview: 'reads',
} satisfies Record<keyof Store, 'reads' | 'writes'>;

describe('the source code', () => {
  it('has files of at most 200 lines, and at most 12 in a folder', () => {
    const written = files.filter((file) => !isMade(file));
    expect(written.length).toBeGreaterThan(300);
    expect(written.filter((file) => textOf(file).split('\n').length > 201)).toEqual([]);
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 12)).toEqual([]);
  });

  it('mentions commands, options and environment variables only in the command line', () => {
    const below = files.filter((file) =>
      /^src\/(?:domain|operations|lists|store|views|telephony\/retell)\//.test(file),
    );
    expect(below.length).toBeGreaterThan(100);
    const offending = below.flatMap((file) => {
      const code = textOf(file).replace(
        /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|setFlagsFromString\(.*\)|--max-old-space-size/gm,
        '',
      );
      const found =
        /voicebot (?:contacts|calls?|schedule|scheduled|process-due|watch|init|config|doctor|backup|restore|halt|resume|dnc)\b|[ '"`]--[a-z]{2}|VOICEBOT_[A-Z]|RETELL_[A-Z]/.exec(
          code,
        );
      return found ? [`${file}: ${found[0]}`] : [];
    });
    expect(offending).toEqual([]);
  });

  it('opens databases by openSqlite alone, and so do the tests: others may abort Node 24', () => {
    const tests = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join('tests', file));
    const opening = [...files, ...tests].filter((file) =>
      /^import (?!type).* from 'better-sqlite3'/m.test(textOf(file)),
    );
    expect(opening).toEqual(['src/store/sqlite/connection/sqlite.ts']);
  });

  it('classifies every method of the store as reading or writing', () => {
    expect(Object.keys(storeMethods).sort()).toEqual(Object.keys(openEmptyStore()).sort());
  });

  it('writes through operations only: no command calls a writing method of the store', () => {
    const writing = Object.entries(storeMethods).flatMap(([name, kind]) => (kind === 'writes' ? name : []));
    const calls = new RegExp(`\\.(${writing.join('|')})\\b`, 'g');
    const commands = files.filter((file) => file.startsWith('src/cli/'));
    expect(commands.length).toBeGreaterThan(50);
    const offending = commands.flatMap((file) =>
      [...textOf(file).matchAll(calls)].map(([, name]) => `${file}: ${name}`),
    );
    expect(offending).toEqual([]);
  });
});
