import { useMantineColorScheme } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../../i18n/language-provider.js';
import { isLanguage, languages } from '../../i18n/languages.js';
import { useSignOut } from '../use-sign-out.js';
import { schemes } from '../user-menu.js';

/** Something that is done at once, wherever one is. */
export interface Action {
  readonly label: string;
  readonly act: () => void;
}

/** The user menu's, by their names: how Central looks, its language, and the way out. */
export const useActions = (): readonly Action[] => {
  const t = useTranslations('shell');
  const ui = useTranslations('ui');
  const { setColorScheme } = useMantineColorScheme();
  const { choose } = useLanguage();
  const leave = useSignOut();
  return [
    ...schemes.map((scheme) => ({ label: `${t('appearance')}: ${t(scheme)}`, act: () => setColorScheme(scheme) })),
    ...Object.entries(languages).map(([code, name]) => ({
      label: `${ui('language')}: ${name}`,
      act: () => (isLanguage(code) ? choose(code) : undefined),
    })),
    { label: t('signOut'), act: () => leave.mutate() },
  ];
};
