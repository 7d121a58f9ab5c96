/** For `node --require`: when the process exits, writes the paths of the files it has loaded to $LOG_LOADED. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.LOG_LOADED, Object.keys(require.cache).join('\n')));
