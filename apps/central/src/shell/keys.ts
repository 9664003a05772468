import { tinykeys } from 'tinykeys';

const kept = 'tollgate-single-keys';

/** Single keys can be switched off, for who speaks to their computer. Source: WCAG 2.1.4. */
export const areKeysOn = (): boolean => localStorage.getItem(kept) !== 'off';
export const switchKeys = (isOn: boolean): void => localStorage.setItem(kept, isOn ? 'on' : 'off');

const isTyping = ({ target }: Event): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"])'));

/** While a dialog is open, what lies below it hears nothing. */
const isInDialog = (): boolean => document.querySelector('[role="dialog"]') !== null;

/** Keys without Ctrl or Cmd, anywhere but in fields. Answers what ends it. */
export const onKeys = (keys: Readonly<Record<string, () => void>>): (() => void) =>
  tinykeys(
    window,
    Object.fromEntries(
      Object.entries(keys).map(([key, act]) => [
        key,
        (event: KeyboardEvent) => {
          if (isTyping(event) || isInDialog() || !areKeysOn()) return;
          event.preventDefault();
          act();
        },
      ]),
    ),
  );
