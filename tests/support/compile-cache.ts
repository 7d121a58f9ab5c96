import { fileURLToPath } from 'node:url';
import { folderNamed } from './new-database.ts';

const preload = fileURLToPath(new URL('./compile-cache.cjs', import.meta.url));
const hasOwnCache = Number(process.versions.node.split('.')[0]) >= 22;

/**
 * Returns the environment in which processes of the built program keep their compiled code for those that come after them in this run of
 * the tests. Compiling takes up to a third of a command's processor time, and the tests run thousands of commands.
 */
export function compiledBefore(): Record<string, string> {
  const folder = folderNamed('compiled');
  if (hasOwnCache) return { NODE_COMPILE_CACHE: folder };
  return { NODE_OPTIONS: `--require "${preload}"`, COMPILED_CODE: folder };
}
