import type { SavedRow } from '../../../../domain/contacts/merging/saved-row.ts';
import type { ImportResult } from '../../../../operations/import/import-result.ts';
import type { PreparedRow } from '../../../../operations/ports/list-file.ts';
import { paint, styled } from '../../../terminal/styled-text.ts';
import type { Line, Terminal } from '../../../terminal/terminal.ts';
import { tableOf, withMore } from '../tables.ts';

/** A row whose number is someone else's, or was. */
interface OtherOwner {
  line: number;
  phoneNumber: string;
  name: string;
  owner: string;
  result: 'shared' | 'rejected' | 'kept' | 'replaced';
  /** Ids of the calls to the owner that were cancelled. */
  cancelledCalls: number[];
}

const results: Partial<Record<SavedRow['result'], OtherOwner['result']>> = {
  ...{ shared: 'shared', new_owner: 'rejected', kept: 'kept', replaced: 'replaced' },
};

/** Collects the first rows whose number is someone else's. */
export interface Owners {
  rows: OtherOwner[];
  add(row: PreparedRow, saved: SavedRow): void;
}

/** @param most rows that are collected */
export function collectOwners(most: number): Owners {
  const rows: OtherOwner[] = [];
  return {
    rows,
    add: ({ line, draft }, { result: saved, owner = '', cancelledCalls = [] }) => {
      const result = results[saved];
      if (result === undefined || rows.length >= most) return;
      const { phoneNumber, name = '' } = draft;
      rows.push({ line, phoneNumber, name, owner, result, cancelledCalls });
    },
  };
}

type Counts = Pick<ImportResult, 'shared' | 'kept' | 'replaced' | 'newOwners'>;

/** Returns what JSON shows of these rows: nothing if there are none. */
export function ownersView({ rows }: Owners, { shared, kept, replaced, newOwners }: Counts): object {
  const view = ({ result, cancelledCalls, ...row }: OtherOwner) => row;
  const changed = rows.filter(({ result }) => result !== 'shared');
  return {
    ...(shared > 0
      ? { shared, sharedNumbers: rows.filter(({ result }) => result === 'shared').map(view) }
      : {}),
    ...(kept > 0 ? { kept } : {}),
    ...(replaced > 0 ? { replaced } : {}),
    ...(kept + replaced + newOwners > 0 ? { newOwners: changed } : {}),
  };
}

const mostShown = 10;

/** Returns tables of the first of these rows. Those that were rejected are in the table of rejected rows. */
export async function ownersTables(
  { rows }: Owners,
  { shared, kept, replaced, newOwners }: Counts,
  { terminal, dryRun }: { terminal: Terminal; dryRun: boolean },
): Promise<Line[][]> {
  const would = dryRun ? 'would be' : 'was';
  const kinds = [
    {
      result: 'shared',
      count: shared,
      heading: `${rowsHave(shared)} the number of someone else in the list, who ${would} kept:`,
    },
    {
      result: 'kept',
      count: kept,
      heading: `${rowsHave(kept)} the number of a contact who is someone else, and ${would} kept:`,
    },
    {
      result: 'replaced',
      count: replaced,
      heading: `${rowsHave(replaced)} the number of a contact who is someone else, and ${would} replaced:`,
    },
  ] as const;
  const tables: Line[][] = [];
  for (const { result, count, heading } of kinds) {
    if (count === 0) continue;
    const shown = rows.filter((row) => row.result === result).slice(0, mostShown);
    const table = await ownersTable(shown, terminal, dryRun);
    tables.push(withMore([styled`${paint.yellow('!')} ${heading}`, table], count - shown.length));
  }
  return newOwners === 0 ? tables : [...tables, [howToDecide(newOwners)]];
}

function rowsHave(count: number): string {
  return count === 1 ? '1 row has' : `${count} rows have`;
}

function ownersTable(rows: readonly OtherOwner[], terminal: Terminal, dryRun: boolean) {
  const cancelled = rows.map(({ cancelledCalls }) => cancelledCalls.join(', '));
  return tableOf(
    [
      { header: 'Line', cells: rows.map(({ line }) => String(line)) },
      { header: 'Name', cells: rows.map(({ name }) => name), shrinks: true },
      { header: 'Number', cells: rows.map(({ phoneNumber }) => phoneNumber) },
      { header: 'Owner', cells: rows.map(({ owner }) => owner), shrinks: true },
      { header: dryRun ? 'Calls to cancel' : 'Cancelled calls', cells: cancelled, shrinks: true },
    ],
    terminal,
  );
}

function howToDecide(count: number): Line {
  const rows = count === 1 ? '1 rejected row has' : `${count} rejected rows have`;
  const choices =
    '--on-new-owner replace makes the contact the new person, --on-new-owner keep keeps the contact and says nothing of the row.';
  return styled`${paint.yellow('!')} ${`${rows} the number of a contact who is someone else: ${choices}`}`;
}
