import { createHash } from 'node:crypto';
import { formatInstant, type Reader } from '../../../domain/time/time-display.ts';
import type { MadeReport } from '../../../operations/reports/make-report.ts';
import { version } from '../../../version.ts';
import { rangeOf, titleOf } from '../format.ts';
import { callbacks, lengths } from './effort.ts';
import { groups } from './groups.ts';
import { hours } from './hours.ts';
import { keyFigures } from './key-figures.ts';
import { html, Markup } from './markup.ts';
import { attempts, calls, people } from './outcomes.ts';
import { rates } from './rates.ts';
import { styles } from './styles.ts';
import { pair } from './tables.ts';

/** Stands in the head of every report, so that it is known again. */
export const pageMark = '<meta name="generator" content="voicebot report">';

/** Returns a report as a page in one file. It loads nothing, and its policy allows nothing but its own style sheet. */
export function reportPage(report: MadeReport, reader: Reader): string {
  const title = titleOf(report);
  const range = rangeOf(report, reader);
  const hash = createHash('sha256').update(styles).digest('base64');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`}">
${Markup.own(pageMark)}
<meta name="color-scheme" content="light dark">
<title>${title} · report on calls</title>
<style>${Markup.own(styles)}</style>
</head>
<body>
<header>
<p class="kind">Report on calls</p>
<h1>${title}</h1>
<p class="about">${range ? `Calls placed ${range}` : report.campaign ? 'All its calls until now' : 'All calls until now'}. As of ${formatInstant(withoutSeconds(report.madeAt), reader)}.</p>
</header>
<main>
${[
  keyFigures(report),
  pair([people(report), attempts(report)], [calls(report)]),
  hours(report),
  pair([lengths(report)], [callbacks(report)]),
  rates(report),
  groups(report, reader),
]}
</main>
<footer><p>Made by voicebot ${version}. Days are of the calendar in ${reader.zone}.</p></footer>
</body>
</html>
`.toString();
}

function withoutSeconds(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
}
