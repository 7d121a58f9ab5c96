/** Returns the log of the runs that cron starts, beside the database: `voicebot.log` for `voicebot.db`. */
export function logFile(database: string): string {
  return `${database.replace(/\.(?:db|sqlite3?)$/, '')}.log`;
}
