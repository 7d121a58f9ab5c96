/** One import of a list. */
export interface ImportRecord {
  id: number;
  /** The label of the list. */
  file: string;
  startedAt: Date;
  /** Null while it runs, and for good if it was cut short. */
  finishedAt: Date | null;
  undoneAt: Date | null;
}

/** What has happened to an import's contacts since it began. */
export interface SinceImport {
  /** Attempts to call them. */
  called: number;
  /** Ids of calls that are scheduled to them: the first ten. */
  scheduled: number[];
}

/** What one step of an undo has done. */
export interface UndoStep {
  removed: number;
  restored: number;
  /** Do-not-call marks that the import brought: they stay, with the contact or with its number. */
  marksKept: number;
  /** Ids of contacts that were edited or called since the import, and are left as they are. */
  left: number[];
  /** Ids of calls that the import had cancelled, and that are scheduled again. */
  callsRestored: number[];
  /** Where the next step begins; undefined after the last. */
  next: UndoCursor | undefined;
}

/** How far an undo has come: first through the contacts that the import changed, then those it created, each in order of id. */
export interface UndoCursor {
  contacts: 'changed' | 'created';
  /** The id of the last contact that was looked at. */
  after: number;
}

/** Imports, as far as the last one can be undone, and the mappings that operators agreed on. */
export interface ImportStore {
  /**
   * Begins an import, or continues the last one if that was cut short and had the same content, whatever the file's name: the two
   * are then one import, and are undone together.
   *
   * @returns the id to save its rows under
   */
  beginImport(list: { label: string; digest: string }, now: Date): Promise<number>;
  /** Ends an import. One that changed nothing is deleted, so that the import before it can still be undone. */
  endImport(id: number, now: Date): Promise<void>;
  /** Returns the label of the list that a contact was imported from; undefined if it was added by hand. */
  importOf(contactId: number): Promise<string | undefined>;
  lastImport(): Promise<ImportRecord | undefined>;
  sinceImport(id: number): Promise<SinceImport>;
  /** Undoes a few contacts of an import. @param from `next` of the step before */
  undoImport(id: number, from: UndoCursor | undefined, now: Date): Promise<UndoStep>;
  /** Records that an import has been undone. */
  endUndo(id: number, now: Date): Promise<void>;
  /** Returns the fields by header that were remembered for exactly these headers. */
  rememberedMapping(headers: readonly string[]): Promise<Record<string, string> | undefined>;
  rememberMapping(headers: readonly string[], mapping: Record<string, string>, now: Date): Promise<void>;
}
