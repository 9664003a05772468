import { createContext, use } from 'react';
import { mayLookAfter } from '../access/may-look-after.js';
import type { Session, StoreOfUser } from '../api/session.js';

export type Mode = 'test' | 'live';

/** Where the user stands: every page below works on this store, in this mode. */
export interface CurrentStore {
  readonly session: Session;
  readonly store: StoreOfUser;
  readonly mode: Mode;
  /** The address of something of this store at the API: `/orders` is `/stores/mer_…/test/orders`. */
  readonly path: (rest: string) => string;
  /** What cached answers of this store and mode are kept under. */
  readonly key: (...rest: readonly unknown[]) => readonly unknown[];
  readonly can: (right: string) => boolean;
}

export const StoreContext = createContext<CurrentStore | undefined>(undefined);

export const useStore = (): CurrentStore => {
  const current = use(StoreContext);
  if (current === undefined) throw new Error('useStore is for what lies within a store');
  return current;
};

const atLeaving = new Set<() => void>();

/** Is done whenever this person's store and mode are left: for others of these, by signing out, or as the session ends. */
export const onStoreLeft = (stop: () => void): void => void atLeaving.add(stop);
export const leaveStore = (): void => {
  for (const stop of atLeaving) stop();
};

export const currentStore = (session: Session, store: StoreOfUser, mode: Mode): CurrentStore => {
  const rights: ReadonlySet<string> = new Set(store.rights);
  return {
    session,
    store,
    mode,
    path: (rest) => `/stores/${store.id}/${mode}${rest}`,
    key: (...rest) => ['store', store.id, mode, ...rest],
    can: (right) => (right.startsWith('operations:') ? mayLookAfter(session, right) : rights.has(right)),
  };
};
