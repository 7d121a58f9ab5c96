declare const VOICEBOT_VERSION: string;

/** The version of voicebot; the bundler fills it in from package.json. */
export const version: string = VOICEBOT_VERSION;
