import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** The file of a part of Central did not come: the server is away, or has a newer release. */
export class LateFault extends Error {
  constructor(
    /** Loads it after all; the part can be shown again when this has succeeded. */
    readonly load: () => Promise<void>,
    cause: unknown,
  ) {
    super('a file of Tollgate Central did not come', { cause });
    this.name = 'LateFault';
  }
}

/** A part whose file comes when it is first shown. `lazy` keeps a failure for as long as the page is open; this one can be loaded again. */
export const late = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => {
  const fresh = (): LazyExoticComponent<ComponentType<P>> =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (error) {
        throw new LateFault(again, error);
      }
    });
  const again = async (): Promise<void> => {
    await load();
    part.shown = fresh();
  };
  const part = { shown: fresh() };
  return (props) => {
    const { shown: Shown } = part;
    return <Shown {...(props as P & object)} />;
  };
};
