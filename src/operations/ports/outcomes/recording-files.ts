/** The folder of recordings that are kept. */
export interface RecordingFiles {
  /**
   * Fetches a recording into the folder. A file is there whole or not at all.
   *
   * @param url Retell's link, which may expire
   * @param name the file's name, without what tells its kind
   * @returns the file's name in the folder, and its size
   * @throws Problem `recording_not_kept` with the reason
   */
  keep(url: string, name: string): Promise<{ file: string; bytes: number }>;
  /** Deletes a file, if it is there. @throws Problem `recording_not_deleted` */
  remove(file: string): Promise<void>;
  /** Returns the path of a file. */
  pathOf(file: string): string;
}
