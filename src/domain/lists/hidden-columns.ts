import { isHiddenFromAgent } from '../calls/variables/hidden-fields.ts';
import type { Column } from './contact-columns.ts';

/** A column whose values are saved, but never reach the agent. */
export interface HiddenColumn {
  /** Its header. */
  column: string;
  /** The key of its custom field. */
  field: string;
}

/** Returns the columns whose custom fields have a name that the agent's own variables hide. */
export function hiddenColumns(columns: readonly Column[]): HiddenColumn[] {
  return columns.flatMap(({ header, meaning }) =>
    meaning.kind === 'custom' && isHiddenFromAgent(meaning.key)
      ? [{ column: header, field: meaning.key }]
      : [],
  );
}
