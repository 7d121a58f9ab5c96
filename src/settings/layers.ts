import { dirname } from 'node:path';
import { Problem } from '../domain/problem.ts';
import { isUtf16, parseEnvText, readFileIfAny } from './env-file.ts';

/** Settings from one source. */
export interface Layer {
  /**
   * `named` is the file of `--env-file`; `local` is `./.env`, which may be anybody's; `kept` is the profile that is used where none
   * is named.
   */
  kind: 'option' | 'environment' | 'named' | 'kept' | 'profile' | 'local';
  /** `option`, `environment`, or the name of the file as messages have it. */
  origin: string;
  values: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  folder: string;
  /** Undefined for options and the environment. */
  file?: SettingsFile;
}

export interface SettingsFile {
  /** Absolute. */
  path: string;
  bytes: Buffer;
  /** Why not everything in the file counts; `declined` if the operator said so. */
  limit: 'not_allowed' | 'declined' | 'utf16' | undefined;
}

/** A value that does not count, as its file has not been allowed. */
export interface LeftOut {
  text: string;
  /** `./.env` */
  origin: string;
  file: SettingsFile;
}

export interface Found {
  /** Undefined if no layer sets it. */
  value: { text: string; layer: Layer } | undefined;
  /** What would have counted instead, had its file been allowed. */
  leftOut: LeftOut | undefined;
  /** The path of a file with a higher priority that cannot be read, and might set it. */
  unreadable: string | undefined;
}

/** Reads the settings of a file; undefined if there is no such file. @throws Problem `settings_unreadable` */
export function fileLayer(
  kind: Layer['kind'],
  { origin, path }: { origin: string; path: string },
  limitOf: (bytes: Buffer) => SettingsFile['limit'] = () => undefined,
): Layer | undefined {
  const bytes = readFileIfAny(path);
  if (!bytes) return undefined;
  const limit = isUtf16(bytes) ? 'utf16' : limitOf(bytes);
  const values = limit === 'utf16' ? {} : parseEnvText(bytes.toString('utf8'));
  return { kind, origin, values, folder: dirname(path), file: { path, bytes, limit } };
}

/** Finds a setting in layers in order of priority. @param isHarmless whether it counts from a file that has not been allowed */
export function findIn(layers: readonly Layer[], name: string, isHarmless: boolean): Found {
  let leftOut: LeftOut | undefined;
  let unreadable: string | undefined;
  for (const layer of layers) {
    const { file, origin } = layer;
    if (file?.limit === 'utf16') unreadable ??= file.path;
    // Own names only: the name may come from anywhere, and a plain object has `constructor`.
    const text = Object.hasOwn(layer.values, name) ? layer.values[name] : undefined;
    if (!text || (name === 'VOICEBOT_PROFILE' && !choosesProfile(layer))) continue;
    if (!file?.limit || isHarmless) return { value: { text, layer }, leftOut, unreadable };
    leftOut ??= { text, origin, file };
  }
  return { value: undefined, leftOut, unreadable };
}

/** Returns whether a layer can say which profile is used: not a file that is found through the profile or the folder. */
export function choosesProfile({ kind }: Layer): boolean {
  return kind !== 'profile' && kind !== 'local';
}

/** Returns the problem for a setting that would have counted if its file had been allowed. */
export function notAllowed(name: string, { origin, file: { path } }: LeftOut): Problem {
  return new Problem('not_set_up', {
    code: 'env_file_not_allowed',
    message: `${origin} sets ${name}, but you have not allowed that file, so it does not count.`,
    facts: { path },
  });
}
