#!/usr/bin/env node
import { main } from '../dist/main.js';

// `main` has waited for all output. Leaving at once spares Node 24 the dismantling that better-sqlite3 12 trips over.
process.exit(await main(process.argv.slice(2)));
