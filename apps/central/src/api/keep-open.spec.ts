import { jest } from '@jest/globals';
import { keepOpen } from './keep-open.js';

/** Streams as the browser makes them, told by the test what becomes of the last one. */
const newBrowser = () => {
  const streams: { readyState: number; readonly heard: Map<string, () => void>; readonly stop: () => void }[] = [];
  const open = () => {
    const stream = { readyState: 0, heard: new Map<string, () => void>(), stop: jest.fn() };
    streams.push(stream);
    return {
      get readyState() {
        return stream.readyState;
      },
      addEventListener: (type: string, act: () => void) => void stream.heard.set(type, act),
      close: stream.stop,
    };
  };
  const tell = (type: 'open' | 'error', readyState: number): void => {
    const last = streams.at(-1);
    if (last !== undefined) last.readyState = readyState;
    last?.heard.get(type)?.();
  };
  return {
    open,
    count: () => streams.length,
    connects: () => tell('open', 1),
    breaksOff: () => tell('error', 0),
    isRefused: () => tell('error', 2),
    stops: () => streams.map(({ stop }) => stop),
  };
};

describe('a page that follows what happens', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('does not stay stale after the server refused it once: it tries again, and looks at what it missed', () => {
    const browser = newBrowser();
    const look = jest.fn();
    keepOpen(browser.open, look);
    browser.connects();
    browser.breaksOff();
    browser.isRefused();
    jest.advanceTimersByTime(2_000);
    expect([browser.count(), look.mock.calls.length]).toEqual([2, 0]);
    browser.connects();
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('looks at what it missed when the browser itself has connected again, and not when it is new', () => {
    const browser = newBrowser();
    const look = jest.fn();
    keepOpen(browser.open, look);
    browser.connects();
    expect(look).not.toHaveBeenCalled();
    browser.breaksOff();
    browser.connects();
    expect([browser.count(), look.mock.calls.length]).toEqual([1, 1]);
  });

  it('waits longer each time, up to half a minute, and little again once it was let in', () => {
    const browser = newBrowser();
    keepOpen(browser.open, () => {});
    for (const ms of [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = browser.count();
      browser.isRefused();
      jest.advanceTimersByTime(ms - 1);
      expect(browser.count()).toBe(before);
      jest.advanceTimersByTime(1);
      expect(browser.count()).toBe(before + 1);
    }
    browser.connects();
    browser.isRefused();
    jest.advanceTimersByTime(2_000);
    expect(browser.count()).toBe(8);
  });

  it('asks for nothing any more once it is left', () => {
    const browser = newBrowser();
    const stop = keepOpen(browser.open, () => {});
    browser.isRefused();
    stop();
    jest.advanceTimersByTime(60_000);
    expect(browser.count()).toBe(1);
    expect(browser.stops()[0]).toHaveBeenCalled();
  });
});
