import { useEffect } from 'react';
import { onKeys } from '../shell/keys.js';

/** j and k go from row to row; Enter opens the one reached, as it does with every link. */
export const useRowKeys = (): void => {
  useEffect(() => {
    const go = (step: 1 | -1) => (): void => {
      const rows = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
      const own = document.activeElement?.closest('tr, li');
      const here = rows.findIndex((row) => row === document.activeElement || row.closest('tr, li') === own);
      const next = here === -1 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1);
      rows[next]?.focus();
      rows[next]?.scrollIntoView({ block: 'nearest' });
    };
    return onKeys({ j: go(1), k: go(-1) });
  }, []);
};
