/** Given to the built program by `node --import`: writes each statement that it prepares to the file of this variable. */
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const notes = process.env.NOTE_STATEMENTS;
// The JavaScript of better-sqlite3 is in the bundle; the compiled part is the same for all of a process.
const { Database } = createRequire(import.meta.url)('better-sqlite3/build/Release/better_sqlite3.node');
const { prepare } = Database.prototype;

Database.prototype.prepare = function (sql, ...others) {
  if (notes) appendFileSync(notes, `${JSON.stringify({ command: process.argv.slice(2).join(' '), sql })}\n`);
  return prepare.call(this, sql, ...others);
};
