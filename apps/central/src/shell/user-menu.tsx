import { ActionIcon, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLogout, IconSettings, IconUserCircle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useLanguage } from '../i18n/language-provider.js';
import { isLanguage, languages } from '../i18n/languages.js';
import { useStore } from './store-context.js';
import { useSignOut } from './use-sign-out.js';

export const schemes = ['auto', 'light', 'dark'] as const;

export const UserMenu = () => {
  const t = useTranslations('shell');
  const { session, store, mode } = useStore();
  const role = useTranslations('role');
  type Role = Parameters<typeof role.has>[0];
  return (
    <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('userMenu', { name: session.user.name })}>
          <IconUserCircle size={22} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} truncate>
            {session.user.name}
          </Text>
          <Text size="xs" truncate>
            {session.user.email}
          </Text>
          <Text size="xs">{role.has(store.role as Role) ? role(store.role as Role) : store.role}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} href={`/${store.id}/${mode}/account`} leftSection={<IconSettings size={16} aria-hidden />}>
          {t('account')}
        </Menu.Item>
        <Menu.Divider />
        <SchemeItems />
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <SignOutItem />
      </Menu.Dropdown>
    </Menu>
  );
};

const mark = (isChosen: boolean) => (isChosen ? <IconCheck size={16} aria-hidden /> : null);

const SchemeItems = () => {
  const t = useTranslations('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('appearance')}</Menu.Label>
      {schemes.map((scheme) => (
        <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)} rightSection={mark(scheme === colorScheme)}>
          {t(scheme)}
        </Menu.Item>
      ))}
    </>
  );
};

const LanguageItems = () => {
  const t = useTranslations('ui');
  const { language, choose } = useLanguage();
  return (
    <>
      <Menu.Label>{t('language')}</Menu.Label>
      {Object.entries(languages).map(([code, name]) => (
        <Menu.Item key={code} lang={code} onClick={() => isLanguage(code) && choose(code)} rightSection={mark(code === language)}>
          {name}
        </Menu.Item>
      ))}
    </>
  );
};

const SignOutItem = () => {
  const t = useTranslations('shell');
  const leave = useSignOut();
  return (
    <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()} closeMenuOnClick={false}>
      {leave.isError ? t('signOutFailed') : t('signOut')}
    </Menu.Item>
  );
};
