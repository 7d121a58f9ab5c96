import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Budget, budgetOf } from './byte-budget.ts';
import { isFormData, receiveForm } from './form-upload.ts';

/** A file that was sent, and the fields beside it. */
export interface Upload {
  /** Where it is, in a folder of its own that only this user can read. */
  path: string;
  /** What the sender calls it; undefined if they do not say. */
  name: string | undefined;
  fields: Record<string, string[]>;
}

/**
 * Writes the file in a request to a folder of its own, which is removed once `use` is done. The body is the file itself, or a form
 * (`multipart/form-data`) with the file and fields. It is never in memory as a whole.
 *
 * @param most bytes
 * @throws RequestProblem `body_too_large`, `malformed_request`
 */
export async function withUpload<T>(
  request: Request,
  most: number,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  const budget = budgetOf(most);
  budget.expect(request.headers.get('content-length'));
  const folder = await mkdtemp(join(tmpdir(), 'voicebot-upload-'));
  try {
    return await use(await receive(request, budget, join(folder, 'list')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function receive(request: Request, budget: Budget, path: string): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  const body = request.body ? Readable.fromWeb(request.body) : Readable.from([]);
  const file = () => createWriteStream(path, { mode: 0o600 });
  if (isFormData(type)) {
    const { name, fields } = await receiveForm(body, type, { budget, file });
    return { path, name: name && basename(name.replaceAll('\\', '/')).slice(0, 200), fields };
  }
  await pipeline(body, budget.counted, file());
  return { path, name: undefined, fields: {} };
}
