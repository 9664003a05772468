import type { Watcher } from '../scripts/supervisor/processes/supervised-process.ts';

/** Hears what the supervised process tells, in order. */
export const listener = (): Watcher & { readonly heard: string[] } => {
  const heard: string[] = [];
  return {
    heard,
    spawned: () => heard.push('spawned'),
    ready: (_name, life) => heard.push(`ready ${life}`),
    crashed: (_name, { how }) => heard.push(`crashed ${how}`),
  };
};
