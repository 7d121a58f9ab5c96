// Runs command lines, one after another, in one process: each would take longer to start than to run. Standard input has them as
// JSON, `[{words, env}]`; after each, standard error gets a line with its exit code, and with `--both` standard output too.
const { readFileSync } = require('node:fs');
const { main } = require('../../dist/main.cjs');

const streams = process.argv[2] === '--both' ? [process.stdout, process.stderr] : [process.stderr];

// Each command listens to them.
for (const stream of [process.stdin, process.stdout, process.stderr]) stream.setMaxListeners(0);

// The second is what cron is to start.
const started = [process.argv[0], require.resolve('../../bin/voicebot.js')];

/** Sets variables of the environment; those that are null are taken out. */
function setAll(env) {
  for (const [name, value] of Object.entries(env)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
}

async function run() {
  for (const { words, env = {} } of JSON.parse(readFileSync(0, 'utf8'))) {
    const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name] ?? null]));
    setAll(env);
    process.argv = [...started, ...words];
    const code = await main(words);
    setAll(before);
    for (const stream of streams) stream.write(`\n@exit ${code}\n`);
  }
}
void run().then(() => process.exit(0));
