import type { Tone } from '../ui/status-tone.js';

const hourMs = 3_600_000;

/** How a deadline looks: bad in its last hour, warn in the six before it. Both times are RFC 3339. */
export const urgencyOf = (until: string, now: string): Tone => {
  const leftMs = Date.parse(until) - Date.parse(now);
  if (leftMs < hourMs) return 'bad';
  return leftMs < 6 * hourMs ? 'warn' : 'calm';
};
