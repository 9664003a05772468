/** The places where a crash hurts most; `TOLLGATE_CRASH_AT=<point>` or `<point>:<nth passing>` kills the process there,
 *  for tests. */
export const crashPoints = {
  /** Decided and hashed, nothing sent to Postgres. */
  appendBeforeCommit: 'append:before-commit',
  /** Committed, nothing published. */
  appendAfterCommit: 'append:after-commit',
  /** Published, the cause not yet acknowledged. */
  publishAfterAck: 'publish:after-ack',
} as const;
export type CrashPoint = (typeof crashPoints)[keyof typeof crashPoints];

const armed = /^(.+?)(?::(\d+))?$/.exec(process.env.TOLLGATE_CRASH_AT ?? '');
const armedPoint = armed?.[1];
let passingsLeft = Number(armed?.[2] ?? 1);

/** Dies here as a power cut would, with no chance to tidy up, when the environment asks for it. Other libraries and
 *  services name points of their own. */
export const crashPoint = (name: string): void => {
  if (name !== armedPoint) return;
  passingsLeft -= 1;
  if (passingsLeft === 0) process.kill(process.pid, 'SIGKILL');
};
