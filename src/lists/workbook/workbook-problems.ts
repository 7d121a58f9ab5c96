import { Problem } from '../../domain/problem.ts';
import { tooLarge } from '../list-problems.ts';

/** Returns the problem for a workbook that breaks the rules of its format. @param what follows the colon: `its part a.xml is missing` */
export function damagedWorkbook(label: string, what: string, cause?: unknown): Problem {
  return new Problem(
    'usage',
    {
      code: 'invalid_workbook',
      message: `${label} is a damaged workbook: ${what}.`,
      hint: 'Nothing was imported. Open it in Excel or LibreOffice and save it again, or save the list as CSV UTF-8.',
    },
    { cause },
  );
}

/** Returns the problem for a workbook that takes too much time or memory to read. @param what such as `of more than 500 MB unpacked` */
export function largeWorkbook(label: string, what: string): Problem {
  return tooLarge(label, `a workbook ${what}`, 'Save the sheet as CSV UTF-8, which can be any size.');
}

/** Returns the problem for a workbook that only a password opens. */
export function lockedWorkbook(label: string): Problem {
  return new Problem('usage', {
    code: 'workbook_has_password',
    message: `${label} is protected with a password, so it cannot be read.`,
    hint: 'Nothing was imported. Open it, remove the password (in Excel: File › Info › Protect Workbook) and save it, or save the list as CSV UTF-8.',
  });
}

/** Returns the problem for a part that another one refers to. */
export function missingPart(label: string, name: string): Problem {
  return damagedWorkbook(label, `its part ${name} is missing`);
}
