import { Problem } from '../../domain/problem.ts';

/** Returns a text that fits on one line of a crontab or of a service's file. @throws Problem `path_with_line_break` */
export function requireOneLine(text: string): string {
  if (!/\p{Cc}/u.test(text)) return text;
  throw new Problem('usage', {
    code: 'path_with_line_break',
    message: `${JSON.stringify(text)} has a line break or another control character, so neither cron nor a service can start it.`,
  });
}
