import { commit } from '../../commit.ts';
import { errorCode } from '../../domain/problem.ts';
import { version } from '../../version.ts';
import type { Context } from '../context.ts';

/** `version`: shows the versions of voicebot and of what it runs on, for a report of a bug. */
export async function showVersion({ output, parts }: Context): Promise<void> {
  const sqlite = await parts.sqliteVersion().catch((error: unknown) => ({ trouble: errorCode(error) }));
  const isLoaded = typeof sqlite === 'string';
  const { node: program } = parts.program;
  const node = process.versions.node;
  const platform = `${process.platform} ${process.arch}`;
  const document = { version, commit: commit || null, node, sqlite: isLoaded ? sqlite : null, platform };
  output.result(document, () => [
    `voicebot ${version}${commit ? ` (commit ${commit})` : ''}`,
    `Node     ${node} (${program}), ${platform}`,
    isLoaded
      ? `SQLite   ${sqlite}`
      : `SQLite   cannot be loaded (${sqlite.trouble ?? 'unknown error'}): install voicebot again with this Node`,
  ]);
}
