import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { RequestProblem } from '../problems.ts';
import type { Budget } from './byte-budget.ts';

const limits = { files: 1, fields: 50, fieldSize: 64 * 1024, fieldNameSize: 100, headerPairs: 50 };

export function isFormData(contentType: string): boolean {
  return /^multipart\/form-data\b/i.test(contentType);
}

/**
 * Reads a form with a file in the field `file`, which is written to `file()`, and other fields.
 *
 * @returns the name of the file, as the sender says
 * @throws RequestProblem `malformed_request`; `body_too_large` from the budget
 */
export async function receiveForm(
  body: Readable,
  contentType: string,
  { budget, file }: { budget: Budget; file: () => Writable },
): Promise<{ name: string | undefined; fields: Record<string, string[]> }> {
  const form = openForm(contentType);
  const fields = new Map<string, string[]>();
  const found: { name: string; written: Promise<void> }[] = [];
  let excess: string | undefined;
  form.on('field', (name, value, isNameCut, isValueCut) => {
    if (isNameCut || isValueCut) excess = `the field ${name.slice(0, 50)} is too long`;
    fields.set(name, [...(fields.get(name) ?? []), value]);
  });
  form.on('file', (field, stream, name) => {
    const written = field === 'file' ? pipeline(stream, file()) : Promise.resolve(void stream.resume());
    // Whatever goes wrong with it also ends the form, which is waited for first.
    written.catch(() => undefined);
    if (field === 'file') found.push({ name, written });
  });
  form.on('filesLimit', () => {
    excess = 'it has more than one file';
  });
  form.on('fieldsLimit', () => {
    excess = `it has more than ${limits.fields} fields`;
  });
  try {
    await pipeline(body, budget.counted, form);
  } catch (error) {
    if (error instanceof RequestProblem) throw error;
    throw malformed('it ends too early, or a part has no head');
  }
  const [upload] = found;
  if (excess) throw malformed(excess);
  if (!upload) throw malformed('it has no file in the field "file"');
  await upload.written;
  return { name: upload.name || undefined, fields: Object.fromEntries(fields) };
}

function openForm(contentType: string) {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits });
  } catch {
    throw malformed('its Content-Type has no boundary');
  }
}

function malformed(why: string): RequestProblem {
  return new RequestProblem(400, {
    code: 'malformed_request',
    message: `The form cannot be read: ${why}.`,
  });
}
