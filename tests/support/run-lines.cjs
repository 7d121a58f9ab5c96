// Runs command lines, one after another, in one process: each would take longer to start than to run. Standard input has them as
// JSON; after each, standard error gets a line with its exit code.
const { readFileSync } = require('node:fs');
const { main } = require('../../dist/main.cjs');

// What cron is to start.
process.argv[1] = require.resolve('../../bin/voicebot.js');

async function run() {
  for (const words of JSON.parse(readFileSync(0, 'utf8'))) {
    process.stderr.write(`\n@exit ${await main(words)}\n`);
  }
}
void run().then(() => process.exit(0));
