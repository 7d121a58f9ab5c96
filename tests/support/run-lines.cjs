// Runs command lines, one after another, in one process: each would take longer to start than to run. Standard input has them as
// JSON, `[{words, env}]`; with `--follow`, descriptor 3 has them, each as a line of JSON, for as long as it is open, with their whole
// environment, their folder and what standard input has, in base 64. After each, standard error gets a line with its exit code; with `--follow`, standard output too.
const { createReadStream, readFileSync } = require('node:fs');
const { createInterface } = require('node:readline');
const { Readable } = require('node:stream');
const { main } = require('../../dist/main.cjs');

const follows = process.argv[2] === '--follow';
const streams = follows ? [process.stdout, process.stderr] : [process.stderr];

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

async function runLine({ words, env = {}, cwd, stdin = '' }) {
  const others = follows ? Object.keys(process.env) : [];
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name] ?? null]));
  setAll({ ...Object.fromEntries(others.map((name) => [name, null])), ...env });
  if (cwd !== undefined) process.chdir(cwd);
  if (follows) {
    const value = Readable.from([Buffer.from(stdin, 'base64')], { objectMode: false });
    Object.defineProperty(process, 'stdin', { value, configurable: true });
  }
  process.argv = [...started, ...words];
  const code = await main(words);
  setAll(before);
  for (const stream of streams) stream.write(`\n@exit ${code}\n`);
}

async function run() {
  if (!follows) for (const line of JSON.parse(readFileSync(0, 'utf8'))) await runLine(line);
  else
    for await (const line of createInterface({ input: createReadStream('', { fd: 3 }) }))
      await runLine(JSON.parse(line));
}
void run().then(() => process.exit(0));
