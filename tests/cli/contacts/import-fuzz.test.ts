import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Problem } from '../../../src/domain/problem.ts';
import { openList } from '../../../src/lists/open-list.ts';
import { importRows } from '../../../src/operations/import/import-rows.ts';
import { columnsOf } from '../../../src/operations/import/map-columns.ts';
import { readList } from '../../../src/operations/import/read-list.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { mapAFewAtOnce } from '../../support/a-few-at-once.ts';
import { brokenLists } from '../../support/broken-lists.ts';
import { openOperator } from '../../support/operator.ts';

const migrations = fileURLToPath(new URL('../../../drizzle', import.meta.url));

/** Returns numbers that are invalid or there twice. */
function wrongAmong(numbers: readonly string[]): string[] {
  const invalid = numbers.filter((number) => !parsePhoneNumberFromString(number)?.isValid());
  return [...invalid, ...numbers.filter((number, at) => numbers.indexOf(number) !== at)];
}

/** Opens a store, and a folder for lists, for the running test. */
function openBench() {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-fuzz-'));
  const store = openStore({ path: join(folder, 'voicebot.db'), migrations });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, 'list');
  /** Imports a file. @returns whether it was a list @throws any error that is not the list's fault */
  const importFile = async (content: Uint8Array) => {
    writeFileSync(path, content);
    try {
      const list = await openList(path, { label: 'leads' });
      const { signal } = new AbortController();
      const head = await readList(store, list, { signal, onProgress: () => undefined });
      await importRows(store, list, {
        label: 'leads',
        columns: columnsOf(head?.headers ?? [], {}, 'leads'),
        country: 'AU',
        policy: { onDuplicate: 'update', overwriteEmpty: false, onNewOwner: 'reject' },
        tags: [],
        dryRun: false,
        now: () => new Date(),
        signal,
        onProgress: () => undefined,
        onReject: () => undefined,
        onSaved: () => undefined,
      });
      return true;
    } catch (error) {
      if (error instanceof Problem && error.kind === 'usage') return false;
      throw error;
    }
  };
  return { store, importFile };
}

describe('any file in place of a list', () => {
  it.each(Object.entries(brokenLists))(
    '%s is refused and changes nothing, or gives valid contacts',
    { timeout: 60_000 },
    async (_, lists) => {
      const { store, importFile } = openBench();
      await fc.assert(
        fc.asyncProperty(lists, async (content) => {
          const before = await store.listContacts({});
          const isImported = await importFile(content);
          const after = await store.listContacts({});
          if (!isImported) expect(after).toEqual(before);
          expect(wrongAmong(after.map(({ phoneNumber }) => phoneNumber))).toEqual([]);
          for (const { id } of after) await store.removeContact(id);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('ends with an exit code of the contract, and an error that people can read', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const samples = Object.entries(brokenLists).flatMap(([what, lists]) =>
      fc.sample(lists, 5).map((content, n) => ({ what, content, name: `${what} ${n}` })),
    );
    const found = await mapAFewAtOnce(samples, async ({ content, name }) => {
      const words = ['contacts', 'import', operator.file(name, Buffer.from(content)), '--db', `${name}.db`];
      const { code, stdout, stderr } = await operator.voicebot(words);
      const printed = `${stdout}${stderr}`;
      const isRight =
        [0, 2, 6].includes(code ?? -1) &&
        !/Something unexpected|^\s*at .*:\d+|node_modules|\[object|undefined/m.test(printed) &&
        (code !== 2 || (stdout === '' && stderr.includes('error: ')));
      return isRight ? [] : [{ name, code, printed, content: Buffer.from(content).toString('base64') }];
    });
    expect(found.flat()).toEqual([]);
  });
});
