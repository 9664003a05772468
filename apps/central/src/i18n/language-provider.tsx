import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { IntlProvider } from 'use-intl';
import type { Messages } from './app-config.js';
import { bestLanguage, formatTag, isLanguage, type Language } from './languages.js';

const load: Readonly<Record<Language, () => Promise<{ default: unknown }>>> = {
  en: () => import('./messages/en.json'),
  de: () => import('./messages/de.json'),
  es: () => import('./messages/es.json'),
  fr: () => import('./messages/fr.json'),
  ja: () => import('./messages/ja.json'),
};

interface LanguageChoice {
  readonly language: Language;
  /** What Intl is given, e.g. en-GB. */
  readonly tag: string;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

const kept = 'tollgate-language';
const firstLanguage = (): Language => {
  const chosen = localStorage.getItem(kept);
  return chosen !== null && isLanguage(chosen) ? chosen : bestLanguage(navigator.languages);
};

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState(firstLanguage);
  const [texts, setTexts] = useState<{ readonly language: Language; readonly messages: Messages }>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    load[language]().then(({ default: messages }) => {
      setTexts({ language, messages: messages as Messages });
      document.documentElement.lang = language;
    }, setFailure);
  }, [language]);
  const choose = useCallback((next: Language) => {
    localStorage.setItem(kept, next);
    setLanguage(next);
  }, []);
  const choice = useMemo(() => ({ language, tag: formatTag(language, navigator.languages), choose }), [language, choose]);
  if (failure !== undefined) throw failure;
  if (texts === undefined) return null;
  return (
    <LanguageContext value={choice}>
      <IntlProvider locale={texts.language} messages={texts.messages} timeZone="UTC">
        {children}
      </IntlProvider>
    </LanguageContext>
  );
};

export const useLanguage = (): LanguageChoice => {
  const choice = use(LanguageContext);
  if (choice === undefined) throw new Error('useLanguage is for what lies in LanguageProvider');
  return choice;
};
