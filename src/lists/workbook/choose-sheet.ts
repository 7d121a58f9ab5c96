import { Problem } from '../../domain/problem.ts';

/** A sheet of a workbook in any format. */
export interface NamedSheet {
  name: string;
  isHidden: boolean;
}

/**
 * Returns the sheet with a name, or the first one with rows that is not hidden: a hidden one may be an archive that nobody means to
 * import.
 *
 * @param name as the operator writes it; undefined for none
 * @param hasRows reads a sheet as far as needed
 * @returns undefined if no sheet has rows
 * @throws Problem `unknown_sheet`, `only_hidden_sheets`
 */
export async function chooseSheet<T extends NamedSheet>(
  sheets: readonly T[],
  name: string | undefined,
  label: string,
  hasRows: (sheet: T) => Promise<boolean> | boolean,
): Promise<T | undefined> {
  if (name !== undefined) return requireSheet(sheets, name, label);
  for (const sheet of sheets) if (!sheet.isHidden && (await hasRows(sheet))) return sheet;
  const filled: T[] = [];
  for (const sheet of sheets) if (sheet.isHidden && (await hasRows(sheet))) filled.push(sheet);
  if (filled.length === 0) return undefined;
  const names = filled.map((sheet) => sheet.name).join(', ');
  throw new Problem('usage', {
    code: 'only_hidden_sheets',
    message: `${label} has rows only in ${filled.length === 1 ? 'a sheet that is hidden' : 'sheets that are hidden'}: ${names}.`,
    facts: { sheet: filled[0]?.name ?? '' },
  });
}

/** Returns which sheet was read, and which others are hidden: `sheet “Clients” of 2, hidden: “Archive”`. */
export function describeSheet(sheet: NamedSheet | undefined, sheets: readonly NamedSheet[]): string {
  const chosen = `sheet “${sheet?.name ?? ''}”${sheet?.isHidden ? ' (hidden)' : ''} of ${sheets.length}`;
  const hidden = sheets.filter((one) => one.isHidden && one !== sheet).map((one) => `“${one.name}”`);
  return `${chosen}${hidden.length > 0 ? `, hidden: ${hidden.join(', ')}` : ''}`;
}

function requireSheet<T extends NamedSheet>(sheets: readonly T[], name: string, label: string): T {
  const normalised = (text: string) => text.trim().toLowerCase();
  const sheet =
    sheets.find((one) => one.name === name) ??
    sheets.find((one) => normalised(one.name) === normalised(name));
  if (sheet) return sheet;
  throw new Problem('usage', {
    code: 'unknown_sheet',
    message: `${label} has no sheet "${name}".`,
    hint: `Nothing was imported. Its sheets are: ${sheets.map((one) => one.name).join(', ')}.`,
  });
}
