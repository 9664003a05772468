import { type ReactNode, useMemo } from 'react';
import { StoreContext, useStore } from '../shell/store-context.js';
import { PastBar } from './past-bar.js';
import { useAt } from './use-at.js';

/** A page that may show the past: a bar says so, and of all rights those to read are left. Nobody acts on an order as it was. */
export const Past = ({ children }: { readonly children: ReactNode }) => {
  const current = useStore();
  const { at } = useAt();
  const past = useMemo(() => ({ ...current, can: (right: string) => right.endsWith(':read') && current.can(right) }), [current]);
  return (
    <StoreContext value={at === undefined ? current : past}>
      <PastBar />
      {children}
    </StoreContext>
  );
};
