import { posix } from 'node:path';
import { attribute, isTrue, readWholeXml } from '../archive/read-xml.ts';
import { normalised, type ZipArchive } from '../archive/zip-archive.ts';
import type { ZipEntry } from '../archive/zip-directory.ts';
import { missingPart } from '../workbook-problems.ts';
import { unescaped } from './rich-text.ts';

/** A sheet with cells. */
export interface SheetEntry {
  name: string;
  /** Whether Excel hides it, so that only a person who looks for it, or none at all (`veryHidden`), gets to see it. */
  isHidden: boolean;
  /** Its part in the archive, by its name if it is missing. */
  part: ZipEntry | string;
}

/** What a workbook has, and where. */
export interface WorkbookIndex {
  sheets: SheetEntry[];
  strings: ZipEntry | undefined;
  styles: ZipEntry | undefined;
  /** Whether dates are counted from 1904 on, as old Macs did. */
  is1904: boolean;
}

interface Relation {
  id: string;
  /** The last word of its type: `worksheet`. */
  type: string;
  /** The name of a part. */
  target: string;
}

/** Reads what a workbook has (ECMA-376 part 1, 18.2; part 2, 6.5). @throws Problem `invalid_workbook` */
export async function readWorkbookIndex(archive: ZipArchive): Promise<WorkbookIndex> {
  const main = await workbookPart(archive);
  const relations = await readRelations(archive, main.name);
  const partOf = (type: string) => {
    const target = relations.find((relation) => relation.type === type)?.target;
    return target === undefined ? undefined : archive.find(target);
  };
  const index: WorkbookIndex = {
    sheets: [],
    strings: partOf('sharedstrings'),
    styles: partOf('styles'),
    is1904: false,
  };
  await readWholeXml(archive, main, {
    open: (name, attributes) => {
      // An extension has an element of the same name.
      if (name === 'workbookPr') index.is1904 ||= isTrue(attributes['date1904']);
      if (name !== 'sheet' || attributes['name'] === undefined) return;
      const relation = relations.find(({ id }) => id === attribute(attributes, 'id'));
      // A chart or an old macro on a sheet of its own has no cells to read.
      if (relation && relation.type !== 'worksheet') return;
      const target =
        relation?.target ?? `${posix.dirname(main.name)}/worksheets/sheet${index.sheets.length + 1}.xml`;
      index.sheets.push({
        name: unescaped(attributes['name']),
        isHidden: /hidden/i.test(attributes['state'] ?? ''),
        part: archive.find(target) ?? target,
      });
    },
  });
  return index;
}

async function workbookPart(archive: ZipArchive): Promise<ZipEntry> {
  const relations = await readRelations(archive, '');
  const target = relations.find(({ type }) => type === 'officedocument')?.target ?? 'xl/workbook.xml';
  const part = archive.find(target) ?? archive.find('xl/workbook.xml');
  if (!part) throw missingPart(archive.label, target);
  return part;
}

/** Returns what a part refers to in the archive. @param name of the part, or nothing for the archive itself */
async function readRelations(archive: ZipArchive, name: string): Promise<Relation[]> {
  const source = normalised(name);
  const folder = posix.dirname(source);
  const part = archive.find(posix.join(folder, '_rels', `${posix.basename(source)}.rels`));
  const relations: Relation[] = [];
  if (!part) return relations;
  await readWholeXml(archive, part, {
    open: (element, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode = '' }) => {
      if (element !== 'Relationship' || /external/i.test(mode)) return;
      relations.push({
        id,
        type: posix.basename(type).toLowerCase(),
        target: partName(archive, folder, target.replaceAll('\\', '/')),
      });
    },
  });
  return relations;
}

/** Returns the name of the part that a relation means: names are URIs, which not every program knows. */
function partName(archive: ZipArchive, folder: string, target: string): string {
  const name = target.startsWith('/') ? target : posix.join(folder, target);
  if (archive.find(name) || !/%[\da-f]{2}/i.test(name)) return name;
  try {
    return decodeURI(name);
  } catch {
    return name;
  }
}
