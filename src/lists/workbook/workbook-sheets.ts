import { attributeOf, tagsOf } from './scan-xml.ts';

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  /** Whether Excel hides it, so that only a person who looks for it, or none at all (`veryHidden`), gets to see it. */
  isHidden: boolean;
  /** The name of its part in the archive; undefined if the workbook does not say it. */
  part: string | undefined;
}

const folder = 'xl/';

/**
 * Returns the sheets of a workbook in their order (ECMA-376, 18.2.19).
 *
 * @param workbook `xl/workbook.xml`
 * @param relations `xl/_rels/workbook.xml.rels`
 */
export function sheetEntries(workbook: string, relations: string): SheetEntry[] {
  const targets = new Map<string | undefined, string | undefined>();
  for (const { tag } of tagsOf(relations))
    if (/^<(?:\w+:)?relationship\s/i.test(tag))
      targets.set(attributeOf(tag, 'Id'), attributeOf(tag, 'Target'));
  const sheets: SheetEntry[] = [];
  for (const { tag } of tagsOf(workbook)) {
    if (!/^<(?:\w+:)?sheet\s/i.test(tag) || !attributeOf(tag, 'name')) continue;
    const target = targets.get(attributeOf(tag, 'id'));
    const part = target?.startsWith('/')
      ? target.slice(1)
      : target && `${folder}${target.replace(/^\.\//, '')}`;
    sheets.push({ isHidden: /hidden/i.test(attributeOf(tag, 'state') ?? ''), part });
  }
  return sheets;
}
