declare const VOICEBOT_COMMIT: string;

/** The commit that voicebot was built from; empty if it was built without git. The bundler fills it in. */
export const commit: string = VOICEBOT_COMMIT;
