import {
  createPrompt,
  isSpaceKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useRef,
  useState,
} from '@inquirer/core';
import { countText } from '../../../domain/count-text.ts';
import { type PickList, type PickRow, summarizeRows } from './pick-list.ts';
import { actionOf } from './picker-keys.ts';
import { describeKeys, type Found, listHeight, listLines } from './picker-lines.ts';

export interface PickerConfig {
  message: string;
  list: PickList;
  /** Whether several rows can be ticked. */
  isMultiple: boolean;
  /** Returns the size of the screen as it is now. */
  screen: () => { columns: number; rows: number };
  /** Calls `listener` whenever the screen has another size. @returns a function that stops it */
  onResize: (listener: () => void) => () => void;
  /** Clears the screen: where a question stands after a resize, no terminal tells, and each has another opinion. */
  clear: () => void;
}

/** Rows that are read at once. */
const pageSize = 50;

/**
 * A list to search by typing, in which one row can be chosen, or several ticked. Neither inquirer's own `checkbox` nor its `search`
 * does both.
 */
export const searchableList = createPrompt<PickRow[], PickerConfig>((config, done) => {
  const { list, isMultiple } = config;
  const theme = makeTheme();
  const [status, setStatus] = useState<'loading' | 'idle' | 'done'>('loading');
  const [search, setSearch] = useState(list.search ?? '');
  const [found, setFound] = useState<Found>({ search: '', rows: [], isMore: false, total: 0 });
  const [active, setActive] = useState(0);
  const [ticked, setTicked] = useState<ReadonlyMap<string, PickRow>>(() => byValue(list.ticked ?? []));
  const [complaint, setComplaint] = useState('');
  const [failure, setFailure] = useState<{ error: unknown }>();
  // What was ticked before a space that may yet turn out to stand between two words of the search.
  const beforeSpace = useRef<ReadonlyMap<string, PickRow> | undefined>(undefined);
  const prefix = usePrefix({ status, theme });
  // A list that cannot be read ends the question; the command then reports why.
  if (failure) throw failure.error;

  /** Runs `read` while no key but those of the search counts, unless `isObsolete` by then. */
  const loading = (read: () => Promise<() => void>, isObsolete = () => false) => {
    setStatus('loading');
    read().then(
      (apply) => {
        if (isObsolete()) return;
        apply();
        setStatus('idle');
      },
      (error: unknown) => isObsolete() || setFailure({ error }),
    );
  };

  useEffect((rl) => rl.write(list.search ?? ''), []);

  const [, setSize] = useState(config.screen);
  useEffect(
    () =>
      config.onResize(() => {
        config.clear();
        setSize(config.screen());
      }),
    [],
  );

  useEffect(() => {
    let isObsolete = false;
    const read = async () => {
      // Letters that were pasted, or typed while the last list was read, are one search.
      await new Promise((resolve) => setImmediate(resolve));
      if (isObsolete) return () => undefined;
      const page = await list.read(search, { limit: pageSize, offset: 0 });
      return () => {
        setFound({ search, ...page });
        setActive(0);
      };
    };
    loading(read, () => isObsolete);
    return () => {
      isObsolete = true;
    };
  }, [search]);

  const { columns, rows: screenRows } = config.screen();
  const height = listHeight(screenRows);
  const row = found.rows[active];

  const readOn = () =>
    loading(async () => {
      const page = await list.read(search, { limit: pageSize, offset: found.rows.length });
      return () => setFound({ ...page, search, rows: [...found.rows, ...page.rows] });
    });

  const move = (by: number) => {
    const to = Math.max(0, Math.min(found.rows.length - 1, active + by));
    setActive(to);
    if (found.isMore && to + height >= found.rows.length) readOn();
  };

  const tick = () => {
    if (!row) return;
    if (row.refusal) return setComplaint(`${row.cells[0]}: ${row.refusal}`);
    const others = [...ticked.values()].filter(({ value }) => value !== row.value);
    setTicked(byValue(ticked.has(row.value) ? others : [...others, row]));
  };

  const tickAll = () =>
    loading(async () => {
      const all = (await list.readAll?.(search)) ?? [];
      const [isEach, values] = [all.every(({ value }) => ticked.has(value)), byValue(all)];
      const others = [...ticked.values()].filter(({ value }) => !values.has(value));
      return () => setTicked(byValue(isEach ? others : [...ticked.values(), ...all]));
    });

  const finish = () => {
    const chosen = isMultiple ? [...ticked.values()] : row && !row.refusal ? [row] : [];
    if (chosen.length === 0) return setComplaint(whyNothing(row, isMultiple));
    // What is shown of a single choice is the row itself.
    setTicked(byValue(chosen));
    setStatus('done');
    done(chosen);
  };

  const editSearch = (rl: Line, wasTicked: ReadonlyMap<string, PickRow> | undefined) => {
    const isNextWord = rl.line.length > search.length && rl.line.startsWith(search);
    if (!wasTicked || !isNextWord) return setSearch(rl.line);
    // "ann smith": its space has ticked the first Ann, whom nobody meant.
    setTicked(wasTicked);
    const words = `${search} ${rl.line.slice(search.length)}`;
    rl.clearLine(0);
    rl.write(words);
    setSearch(words);
  };

  const acts = { finish, tick, tickAll, nothing: () => undefined };
  useKeypress((key, rl) => {
    if (status === 'done') return;
    setComplaint('');
    const action = actionOf(key, isMultiple, height);
    const wasTicked = beforeSpace.current;
    beforeSpace.current = undefined;
    if (action === undefined) return editSearch(rl, wasTicked);
    // A person who has moved to a row means that row.
    if (isSpaceKey(key) && search !== '' && active === 0) beforeSpace.current = ticked;
    // Readline has taken the key for a part of the line, or for its end.
    rl.clearLine(0);
    rl.write(search);
    // While a list is read, what is on the screen is not what was searched for.
    if (status === 'idle') typeof action === 'number' ? move(action) : acts[action]();
  });

  const message = theme.style.message(config.message, status);
  if (status === 'done')
    return `${prefix} ${message} ${theme.style.answer(summarizeRows([...ticked.values()]))}`;
  const view = { found, active, height, columns, ticked: isMultiple ? ticked : undefined };
  const count = isMultiple ? theme.style.help(`(${countText(ticked.size)} selected)`) : '';
  return [
    [prefix, message, count, search].filter(Boolean).join(' '),
    [
      ...listLines(view, theme.style, status === 'idle'),
      ...(complaint ? [theme.style.error(complaint)] : []),
      theme.style.help(describeKeys(isMultiple ? 'several' : 'one', columns - 1)),
    ].join('\n'),
  ];
});

/** The line of readline, as far as it is used here. */
interface Line {
  line: string;
  clearLine(direction: 0): void;
  write(text: string): void;
}

function byValue(rows: readonly PickRow[]): ReadonlyMap<string, PickRow> {
  return new Map(rows.map((row) => [row.value, row]));
}

function whyNothing(row: PickRow | undefined, isMultiple: boolean): string {
  if (isMultiple) return 'Tick at least one with the space bar.';
  return row?.refusal ? `${row.cells[0]}: ${row.refusal}` : 'Nothing matches. Change the search.';
}
