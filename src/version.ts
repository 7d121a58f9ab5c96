declare const VOICEBOT_VERSION: string;

/** voicebot's own version; the bundler puts that of package.json here. */
export const version: string = VOICEBOT_VERSION;
