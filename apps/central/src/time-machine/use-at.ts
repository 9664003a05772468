import { useSearchParams } from 'wouter';
import { pastIn } from './moment.js';

/** The moment that is looked at, as it stands in the page's address; undefined: now, also where what stands there is no such
 *  moment (`isWrong`). */
export const useAt = (): {
  readonly at: string | undefined;
  readonly isWrong: boolean;
  readonly go: (at: string | undefined) => void;
} => {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('at');
  const at = pastIn(asked, new Date().toISOString());
  const go = (next: string | undefined): void =>
    setSearch((before) => {
      const changed = new URLSearchParams(before);
      // Orders are found by the status that they have now, and by why they were declined.
      changed.delete('status');
      changed.delete('declineCode');
      if (next === undefined) changed.delete('at');
      else changed.set('at', next);
      return changed;
    });
  return { at, isWrong: asked !== null && at === undefined, go };
};

/** What is added to an address within the store, so that the past stays in sight. */
export const useAtQuery = (): string => {
  const { at } = useAt();
  return at === undefined ? '' : `?at=${encodeURIComponent(at)}`;
};
