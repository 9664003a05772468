import type { ListMatch } from '../../../services/fraud/dist/assess/assess-order.js';
import { listKey } from '../../../services/fraud/dist/assess/attempt-keys.repository.js';
import type { ListEntryHistory } from '../../../services/fraud/dist/lists/list-entry.js';
import type { Process } from '../world/process.ts';

/** fraud's table of what merchants list: the twin of the one in Postgres. Nobody asks for pages here. */
export class SimulatedLists {
  private readonly histories = new Map<string, ListEntryHistory>();

  of(process: Process) {
    return {
      put: (history: ListEntryHistory): Promise<void> => process.effect('put list entry', () => this.put(history)),
      count: (): Promise<number> => process.effect('count list entries', () => this.histories.size),
      blocked: (_scope: object, keys: readonly string[], now: Date) =>
        process.effect('look up lists', () =>
          this.matching(keys, now.getTime()).flatMap(({ list, kind }) => (list === 'block' ? [kind] : [])),
        ),
      page: (): never => {
        throw new Error('nobody looks at a list here');
      },
    };
  }

  /** What is in force of these keys at a moment. */
  matching(keys: readonly string[], atMs: number): readonly ListMatch[] {
    return [...this.histories.values()].flatMap(({ entry, isListed }) => {
      const isKnown = entry !== undefined && isListed && keys.includes(listKey(entry, entry.kind, entry.name));
      if (!isKnown || (entry.expiresAt !== '' && Date.parse(entry.expiresAt) <= atMs)) return [];
      return [{ list: entry.list, kind: entry.kind, id: entry.id }];
    });
  }

  private put(history: ListEntryHistory): void {
    const { entry, version } = history;
    if (entry !== undefined && version > (this.histories.get(entry.id)?.version ?? 0)) this.histories.set(entry.id, history);
  }
}
