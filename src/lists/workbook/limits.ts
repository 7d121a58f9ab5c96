const megabyte = 1_000_000;

/** What a workbook may have at most. Rows and columns are those of a sheet in Excel (its specifications and limits). */
export const limits = {
  /** Bytes of all parts that are read, unpacked: a sheet of a million rows and ten columns. */
  unpacked: 500 * megabyte,
  /** Characters of all shared strings, which are held in memory. */
  strings: 150 * megabyte,
  rows: 1_048_576,
  columns: 16_384,
  /** Cells of a sheet, with the empty ones before the last of each row. */
  cells: 20_000_000,
  /** Characters of a cell: Excel's limit is 32,767. */
  text: 1_000_000,
  /** Bytes of XML without the end of a tag, a text or a comment. */
  gap: 4 * megabyte,
  /** Elements in each other. */
  depth: 100,
};
