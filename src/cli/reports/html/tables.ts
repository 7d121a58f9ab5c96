import { html, type Markup } from './markup.ts';

/** A column of a table. */
export interface Heading {
  text: string;
  /** Numbers are aligned to the right; a bar fills what is left. */
  kind?: 'number' | 'bar' | 'text';
}

/** Returns the heading of a column of numbers. */
export function number(text: string): Heading {
  return { text, kind: 'number' };
}

/** Draws a table. The first cell of each row is its heading. It scrolls sideways where it is too wide. */
export function table(
  caption: string,
  headings: readonly Heading[],
  rows: readonly (readonly (string | Markup)[])[],
): Markup {
  const classOf = (index: number) => headings[index]?.kind ?? 'text';
  const head = headings.map(({ text, kind = 'text' }) =>
    kind === 'bar' ? html`<td class="bar"></td>` : html`<th scope="col" class="${kind}">${text}</th>`,
  );
  const cell = (content: string | Markup, index: number) =>
    index === 0
      ? html`<th scope="row" class="${classOf(index)}">${content}</th>`
      : html`<td class="${classOf(index)}">${content}</td>`;
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map((cells) => html`<tr>${cells.map(cell)}</tr>`)}
</tbody>
</table></div>`;
}

/** Draws a part of the page under a heading. */
export function section(id: string, heading: string, content: readonly (Markup | undefined)[]): Markup {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${content.filter((one) => one !== undefined)}
</section>`;
}

/** Draws a chart with its caption. */
export function figure(caption: string, chart: Markup): Markup {
  return html`<figure><figcaption>${caption}</figcaption>${chart}</figure>`;
}

/** Sets charts and their tables beside each other, where there is room. */
export function beside(charts: readonly Markup[], numbers: Markup): Markup {
  return html`<div class="beside"><div>${charts}</div>${numbers}</div>`;
}

/** Sets parts of the page beside each other, where there is room: in two columns. */
export function pair(left: readonly Markup[], right: readonly Markup[]): Markup {
  return html`<div class="pair"><div>${left}</div><div>${right}</div></div>`;
}
