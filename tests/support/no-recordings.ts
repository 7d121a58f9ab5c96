/** Recordings of which none is kept. */
export const noRecordings = {
  keepFor: undefined,
  files: {
    keep: () => Promise.reject(new Error('no recording is to be kept')),
    remove: async () => undefined,
    pathOf: (file: string) => file,
  },
};
