/** One import of a list. */
export interface ImportRecord {
  id: number;
  /** What the operator called the file. */
  file: string;
  startedAt: Date;
  /** Null while it runs, and for good where it was cut short. */
  finishedAt: Date | null;
  undoneAt: Date | null;
}

/** What stands in the way of taking an import back. */
export interface SinceImport {
  /** Attempts to phone its contacts that are newer than it. */
  called: number;
  /** Scheduled calls to contacts that it brought, by id, the first few of them. */
  scheduled: number[];
}

/** What one step of taking an import back has done. */
export interface UndoStep {
  removed: number;
  restored: number;
  /** Contacts that somebody has changed, or has had phoned, since: they stay as they are. */
  left: number[];
  /** Where the next step begins; undefined if there is nothing left to do. */
  next: UndoCursor | undefined;
}

/** How far taking an import back has come: first what it changed, then what it brought, each in order of id. */
export interface UndoCursor {
  contacts: 'changed' | 'brought';
  /** The last contact that was looked at. */
  after: number;
}

/** What imports did, as far as the last of them can be taken back, and what operators said of their columns. */
export interface ImportStore {
  /**
   * Begins an import, or continues the last one if that was cut short and was of the same content, whatever the file's name: the
   * two are one import, and are undone together.
   *
   * @returns the id under which its rows are saved
   */
  beginImport(list: { label: string; digest: string }, now: Date): Promise<number>;
  /** One that has changed nothing is forgotten, and what could be taken back before it still can. */
  endImport(id: number, now: Date): Promise<void>;
  lastImport(): Promise<ImportRecord | undefined>;
  sinceImport(id: number): Promise<SinceImport>;
  /** Takes back the next few of an import's contacts, from `next` of the step before on. */
  undoImport(id: number, from: UndoCursor | undefined, now: Date): Promise<UndoStep>;
  /** Says that nothing of it is left. */
  endUndo(id: number, now: Date): Promise<void>;
  /** Fields by header, as `rememberMapping` was told for a list with the same header row. */
  rememberedMapping(headers: readonly string[]): Promise<Record<string, string> | undefined>;
  rememberMapping(headers: readonly string[], mapping: Record<string, string>, now: Date): Promise<void>;
}
