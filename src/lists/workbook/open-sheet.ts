import type { ListOptions } from '../../operations/ports/list-file.ts';
import { archiveKind, isZip } from '../file-kind.ts';
import { notATable } from '../list-problems.ts';
import type { Table } from '../table.ts';
import { normalised, ZipArchive } from './archive/zip-archive.ts';

/**
 * Opens a sheet of a workbook in any format: the one with the given name, or the first with rows that is not
 * hidden.
 *
 * @throws Problem `not_a_table`, `unknown_sheet`, `only_hidden_sheets`, `invalid_workbook`, `file_too_large`, `workbook_has_password`,
 *   `list_takes_too_long`, `file_unreadable`
 */
export async function openSheet(
  path: string,
  { head, size }: { head: Buffer; size: number },
  options: ListOptions,
): Promise<Table> {
  const { label } = options;
  if (!isZip(head)) return openBinaryWorkbook(path, 'xls', size, options);
  const archive = await ZipArchive.open(path, size, label);
  if (!archive) throw notATable(label, 'a damaged ZIP archive or workbook', 'Download or save it again.');
  const names = archive.entries.map(({ name }) => normalised(name));
  const kind = archiveKind(names, await mimetypeOf(archive));
  if (typeof kind !== 'string') throw notATable(label, kind.what, kind.todo);
  if (kind === 'xlsb') return openBinaryWorkbook(path, kind, size, options);
  if (kind === 'ods') {
    const { openOpenDocument } = await import('./opendocument/open-opendocument.ts');
    return openOpenDocument(archive, size, options);
  }
  const { openExcel } = await import('./excel/open-excel.ts');
  return openExcel(archive, size, options);
}

async function mimetypeOf(archive: ZipArchive): Promise<string> {
  const entry = archive.find('mimetype');
  return entry ? (await archive.readStart(entry, 200)).toString('latin1') : '';
}

async function openBinaryWorkbook(
  path: string,
  kind: 'xls' | 'xlsb',
  size: number,
  options: ListOptions,
): Promise<Table> {
  const { openBinary } = await import('./binary/open-binary.ts');
  return openBinary(path, kind, size, options);
}
