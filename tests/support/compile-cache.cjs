/**
 * For `node --require` with the built program on Node 20, which has no NODE_COMPILE_CACHE: keeps the compiled code of the program's files
 * in the folder $COMPILED_CODE, so that later processes need not compile them.
 */
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { basename, dirname, join } = require('node:path');
const { constants, Script } = require('node:vm');

const folder = process.env.COMPILED_CODE;
const { _compile: compile } = Module.prototype;
const ownFiles = join(__dirname, '../../dist/');
const fresh = new Map();

function kept(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function keep(path, compiled) {
  const part = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(part, compiled);
    renameSync(part, path);
  } catch {
    // A test may let the process write nothing.
  }
}

Module.prototype._compile = function (code, file) {
  if (!folder || !file.startsWith(ownFiles)) return compile.call(this, code, file);
  const path = join(folder, basename(file));
  const script = new Script(Module.wrap(code), {
    filename: file,
    columnOffset: -Module.wrapper[0].length,
    cachedData: kept(path),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (script.cachedDataRejected !== false) fresh.set(path, script);
  const require = Module.createRequire(file);
  return script.runInThisContext().call(this.exports, this.exports, require, this, file, dirname(file));
};

// Only now are the functions compiled that this process has called.
process.on('exit', () => {
  for (const [path, script] of fresh) keep(path, script.createCachedData());
});
