import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { type PageName, pages } from '../shell/navigation.js';
import { useStore } from '../shell/store-context.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';

/** A page for who has its right; others who come by its address are told why they see nothing. */
export const Allowed = ({ page, children }: { readonly page: PageName; readonly children: ReactNode }) => {
  const t = useTranslations('shell');
  const role = useTranslations('role');
  type Role = Parameters<typeof role.has>[0];
  const { can, store } = useStore();
  const right = pages.find(({ name }) => name === page)?.right ?? '';
  if (can(right)) return children;
  return (
    <Page title={t(page)}>
      <Empty icon={<IconLock size={40} stroke={1.5} />} title={t('notAllowed')}>
        {t('notAllowedText', { role: role.has(store.role as Role) ? role(store.role as Role) : store.role, right })}
      </Empty>
    </Page>
  );
};
