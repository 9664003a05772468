import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useLanguage } from './language-provider.js';
import { isLanguage, languages } from './languages.js';

export const LanguageSelect = () => {
  const t = useTranslations('ui');
  const { language, choose } = useLanguage();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('language')}
      value={language}
      onChange={({ currentTarget: { value } }) => (isLanguage(value) ? choose(value) : undefined)}
      data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
    />
  );
};
