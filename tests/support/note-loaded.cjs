/** Given to Node with `--require`: writes to $NOTE_LOADED which files the process had loaded when it ended. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.NOTE_LOADED, Object.keys(require.cache).join('\n')));
