import fc from 'fast-check';

// On a build server the cases are the same at each run: a change is judged by them, not by luck. Elsewhere each run tries others.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_261_126 });
