#!/usr/bin/env node
const { main } = require('../dist/main.cjs');

// `main` has waited for all output. Leaving at once spares Node 24 the dismantling that better-sqlite3 12 trips over.
main(process.argv.slice(2)).then((code) => process.exit(code));
