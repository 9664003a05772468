import crypto from 'node:crypto';

/** The machine's own time and chance, as they were before a world's took their place. */
export const machine = {
  Date,
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout,
  clearInterval,
  now: performance.now.bind(performance),
  randomUUID: crypto.randomUUID,
  randomBytes: crypto.randomBytes,
  randomFillSync: crypto.randomFillSync,
};
