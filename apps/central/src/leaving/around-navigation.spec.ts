import { aroundNavigation, askBeforeLeaving, leaveUnasked } from './around-navigation.js';

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

  it('is free for the page itself, whose work is done, and for nobody else', () => {
    const asked: (() => void)[] = [];
    const stop = askBeforeLeaving((go) => void asked.push(go));
    leaveUnasked(() => aroundNavigation(navigate as never, '/terminal/ord_1', {}));
    expect([gone, asked.length]).toEqual([['/terminal/ord_1'], 0]);
    aroundNavigation(navigate as never, '/orders', {});
    expect([gone, asked.length]).toEqual([['/terminal/ord_1'], 1]);
    stop();
    leaveUnasked(() => aroundNavigation(navigate as never, '/goods', {}));
    expect(gone).toEqual(['/terminal/ord_1', '/goods']);
  });

  it('takes the place of the entry that holds the back button, where there is one', () => {
    const taken: unknown[] = [];
    const stop = askBeforeLeaving(
      (go) => go(),
      () => true,
    );
    aroundNavigation(((_to: string, options: unknown) => void taken.push(options)) as never, '/orders', {});
    leaveUnasked(() =>
      aroundNavigation(((_to: string, options: unknown) => void taken.push(options)) as never, '/terminal/ord_1', {}),
    );
    stop();
    expect(taken).toEqual([{ replace: true }, { replace: true }]);
  });
});
