import doNotCall from './topics/do-not-call.md';
import environment from './topics/environment.md';
import exitCodes from './topics/exit-codes.md';
import globalOptions from './topics/global-options.md';
import http from './topics/http.md';
import library from './topics/library.md';
import lists from './topics/lists.md';
import performance from './topics/performance.md';
import promise from './topics/promise.md';
import rehearsal from './topics/rehearsal.md';
import reports from './topics/reports.md';
import statuses from './topics/statuses.md';
import times from './topics/times.md';
import uninstall from './topics/uninstall.md';
import variables from './topics/variables.md';
import webhooks from './topics/webhooks.md';
import type { Topic } from './topics.ts';

/** The Markdown of each topic. */
export const topicTexts: Readonly<Record<Topic, string>> = {
  lists,
  'do-not-call': doNotCall,
  times,
  rehearsal,
  variables,
  promise,
  environment,
  'global-options': globalOptions,
  'exit-codes': exitCodes,
  statuses,
  reports,
  performance,
  http,
  webhooks,
  library,
  uninstall,
};
