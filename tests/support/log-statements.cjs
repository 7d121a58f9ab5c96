/** For `node --require` with the built program: appends each statement that it prepares to the file $LOG_STATEMENTS. */
const { appendFileSync } = require('node:fs');
// The JavaScript of better-sqlite3 is in the bundle, but the process has only one copy of the compiled part.
const { Database } = require('better-sqlite3/build/Release/better_sqlite3.node');

const log = process.env.LOG_STATEMENTS;
const { prepare } = Database.prototype;

Database.prototype.prepare = function (sql, ...others) {
  if (log) appendFileSync(log, `${JSON.stringify({ command: process.argv.slice(2).join(' '), sql })}\n`);
  return prepare.call(this, sql, ...others);
};
