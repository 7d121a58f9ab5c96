import type { ListOptions } from '../../operations/ports/list-file.ts';
import { notUtf8 } from '../list-problems.ts';
import { type EncodingName, sniffEncoding } from './encoding.ts';
import { findUtf8Damage, isWhollyUtf8 } from './text-file.ts';

/**
 * The encoding of a text file: the one that was asked for; else what its first bytes show; else UTF-8 if all of it is, which
 * no other text is by chance; else Windows-1252, in which Excel saves plain CSV. A file whose letters beyond ASCII are UTF-8 on
 * most lines is a UTF-8 file with damage, and no other: read as Windows-1252, every name would come out wrong.
 *
 * @throws Problem `not_utf8` with the line
 */
export async function findEncoding(
  path: string,
  head: Buffer,
  { label, encoding }: Pick<ListOptions, 'label' | 'encoding'>,
): Promise<EncodingName> {
  const told = encoding ?? sniffEncoding(head);
  if (told !== undefined && told !== 'utf8') return told;
  if (await isWhollyUtf8(path, label)) return 'utf8';
  const { sound, broken, firstBroken } = await findUtf8Damage(path, label);
  if (told === 'utf8' || sound > broken) throw notUtf8(label, firstBroken);
  return 'windows1252';
}
