import type { ListOptions } from '../../../operations/ports/list-file.ts';
import type { Table } from '../../table.ts';
import { attribute, readWholeXml } from '../archive/read-xml.ts';
import type { ZipArchive } from '../archive/zip-archive.ts';
import { chooseSheet, describeSheet } from '../choose-sheet.ts';
import { sheetTable } from '../sheet-row.ts';
import { lockedWorkbook, missingPart } from '../workbook-problems.ts';
import { type OdsSheet, odsRows } from './ods-rows.ts';

/**
 * Opens a sheet of an OpenDocument spreadsheet (.ods), which is read as a stream.
 *
 * @param size of the file in bytes
 * @throws Problem `unknown_sheet`, `only_hidden_sheets`, `invalid_workbook`, `file_too_large`, `workbook_has_password`
 */
export async function openOpenDocument(
  archive: ZipArchive,
  size: number,
  { label, sheet: name }: ListOptions,
): Promise<Table> {
  if (await isLocked(archive)) throw lockedWorkbook(label);
  const content = archive.find('content.xml');
  if (!content) throw missingPart(label, 'content.xml');
  const sheets: OdsSheet[] = [];
  for await (const _row of odsRows(archive, content, undefined, sheets));
  const sheet = await chooseSheet(sheets, name, label, ({ hasRows }) => hasRows);
  const detected = `OpenDocument spreadsheet, ${describeSheet(sheet, sheets)}`;
  return sheetTable({ detected, size, unpacked: content.size }, () =>
    odsRows(archive, content, sheet?.index ?? -1),
  );
}

/** Returns whether the manifest says how to decrypt any file (OpenDocument 1.2, part 3, 4.4). */
async function isLocked(archive: ZipArchive): Promise<boolean> {
  const manifest = archive.find('META-INF/manifest.xml');
  let isEncrypted = false;
  if (manifest)
    await readWholeXml(archive, manifest, {
      open: (name, attributes) => {
        isEncrypted ||= name === 'encryption-data' || attribute(attributes, 'algorithm-name') !== undefined;
      },
    });
  return isEncrypted;
}
