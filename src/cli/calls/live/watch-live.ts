import { Problem } from '../../../domain/problem.ts';
import type { RunEvent } from '../../../operations/calling/run-events.ts';
import { readStatus } from '../../../operations/status/read-status.ts';
import type { Context } from '../../context.ts';
import type { Stopping } from '../../options/stopping.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { afterKey, type Order } from './keys.ts';
import { layOut } from './layout.ts';
import { afterEvent, type LiveState, nothingYet, withMessage } from './live-state.ts';
import { haltOrResume, pauseOrResume } from './obey.ts';
import { type Heading, pageOf } from './page.ts';

/** How often it is drawn, how often the database is read, how often campaigns are counted, and how often Retell is asked about lines, ms. */
const drawnEvery = 1000;
const readEvery = 2000;
const campaignsEvery = 5000;
const linesEvery = 30_000;

/** The view of `watch` on a terminal. It reads what it shows by itself, so that placing calls never waits for it. */
export interface LiveView {
  event(event: RunEvent, line: Printable): void;
  trouble(line: Printable, problem: Problem): void;
  /** Gives the screen back, and prints what is to be remembered. */
  close(): void;
}

/** Opens the view, which shows what is going on until it is closed, and obeys its keys. */
export function openLiveView(context: Context, stopping: Stopping, heading: Heading): LiveView {
  const { terminal, parts } = context;
  let state = nothingYet;
  const readAt = {
    status: Number.NEGATIVE_INFINITY,
    campaigns: Number.NEGATIVE_INFINITY,
    lines: Number.NEGATIVE_INFINITY,
  };
  const change = (changes: Partial<LiveState>) => {
    state = { ...state, ...changes };
    void draw();
  };
  const tell = (message: Printable) => {
    state = withMessage(state, message);
    void draw();
  };
  const screen = terminal.openScreen((key) => void pressed(key));
  let drawing: Promise<void> | undefined;
  const draw = async () => {
    // What changes while a page is laid out is on the next one, which is drawn right after it.
    if (drawing) await drawing;
    drawing ??= layOutNow().finally(() => {
      drawing = undefined;
    });
    await drawing;
  };
  const layOutNow = async () => {
    const isStopping = stopping.signal.aborted;
    const size = screen.size();
    screen.draw(await layOut(pageOf({ ...state, isStopping }, heading, size.columns), size));
  };
  const refresh = async () => {
    const { settings, clock } = context;
    if (!isTime('status', readEvery)) {
      if (state.status) state = { ...state, status: { ...state.status, at: clock().now() } };
      return;
    }
    const store = await context.store();
    const status = await readStatus(store, {
      clock: clock(),
      assumedTimezone: settings.assumedTimezone,
      rows: screen.size().rows,
    });
    state = { ...state, status };
    if (isTime('campaigns', campaignsEvery)) {
      const found = await Promise.all(status.campaigns.map(({ id }) => store.campaign({ id })));
      state = { ...state, campaigns: found.flatMap((campaign) => campaign ?? []) };
    }
    if (isTime('lines', linesEvery)) void askForLines();
  };
  const isTime = (what: keyof typeof readAt, every: number) => {
    const now = performance.now();
    if (now - readAt[what] < every) return false;
    readAt[what] = now;
    return true;
  };
  const askForLines = async () => {
    try {
      change({ lines: await (await context.telephony()).lines() });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      change({ lines: undefined });
    }
  };
  const obey = async (order: Order) => {
    if (order.kind === 'stop') return stopping.stop(order.code);
    const result =
      order.kind === 'campaign' ? pauseOrResume(context, order.campaign) : haltOrResume(context, order.kind);
    tell(await result.catch(describeProblem));
    readAt.status = readAt.campaigns = Number.NEGATIVE_INFINITY;
  };
  const pressed = async (key: string) => {
    const { question, order } = afterKey(key, state);
    change({ question });
    if (order) await obey(order);
    await draw();
  };
  let isClosed = false;
  const loop = async () => {
    while (!isClosed) {
      const trouble = await refresh().catch(describeProblem);
      if (trouble) tell(trouble);
      await draw();
      await new Promise((resolve) => setTimeout(resolve, drawnEvery).unref());
    }
  };
  screen.onResize(() => void draw());
  const forget = parts.onExit(screen.close);
  void loop();
  return {
    event: (event, line) => {
      state = afterEvent(state, event, line);
      readAt.status = Number.NEGATIVE_INFINITY;
      void draw();
    },
    trouble: tell,
    close: () => {
      isClosed = true;
      forget();
      screen.close();
      if (state.messages.length > 0) terminal.out([...state.messages]);
      terminal.note(`${state.placed} placed, ${state.failed} failed.`);
    },
  };
}

/** Returns a line for a problem. @throws any other error */
function describeProblem(error: unknown): Printable {
  if (error instanceof Problem) return styled`${paint.yellow('!')} ${error.message}`;
  throw error;
}
