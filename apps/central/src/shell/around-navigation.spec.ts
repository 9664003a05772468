import { aroundNavigation, askBeforeLeaving } from './around-navigation.js';

describe('the way to another page', () => {
  const gone: string[] = [];
  const navigate = (to: string): void => void gone.push(to);
  beforeEach(() => gone.splice(0));

  it('is free where nobody has anything to lose', () => {
    aroundNavigation(navigate as never, '/orders', {});
    expect(gone).toEqual(['/orders']);
  });

  it('waits for an answer where somebody has, and is free again afterwards', () => {
    const asked: (() => void)[] = [];
    const stop = askBeforeLeaving((go) => void asked.push(go));
    aroundNavigation(navigate as never, '/orders', {});
    expect(gone).toEqual([]);
    asked[0]?.();
    expect(gone).toEqual(['/orders']);
    stop();
    aroundNavigation(navigate as never, '/goods', {});
    expect(gone).toEqual(['/orders', '/goods']);
  });

  it('takes the place of the entry that holds the back button, where there is one', () => {
    const taken: unknown[] = [];
    const stop = askBeforeLeaving(
      (go) => go(),
      () => true,
    );
    aroundNavigation(((_to: string, options: unknown) => void taken.push(options)) as never, '/orders', {});
    stop();
    expect(taken).toEqual([{ replace: true }]);
  });
});
