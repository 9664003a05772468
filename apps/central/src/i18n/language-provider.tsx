import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { IntlProvider } from 'use-intl';
import type { Messages } from './app-config.js';
import { bestLanguage, formatTag, isLanguage, type Language } from './languages.js';

type Texts = () => Promise<{ readonly texts: object }>;

/** The texts of Home and the orders, and those of all other pages, which come after them. */
const load: Readonly<Record<Language, { readonly first: Texts; readonly later: Texts }>> = {
  en: { first: () => import('./messages/en.json?first'), later: () => import('./messages/en.json?later') },
  de: { first: () => import('./messages/de.json?first'), later: () => import('./messages/de.json?later') },
  es: { first: () => import('./messages/es.json?first'), later: () => import('./messages/es.json?later') },
  fr: { first: () => import('./messages/fr.json?first'), later: () => import('./messages/fr.json?later') },
  ja: { first: () => import('./messages/ja.json?first'), later: () => import('./messages/ja.json?later') },
};

interface LanguageChoice {
  readonly language: Language;
  /** What Intl is given, e.g. en-GB. */
  readonly tag: string;
  readonly choose: (language: Language) => void;
  /** Whether the texts of all pages are there. */
  readonly isWhole: boolean;
}

interface ShownTexts {
  readonly language: Language;
  readonly messages: Messages;
  readonly isWhole: boolean;
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

const kept = 'tollgate-language';
const firstLanguage = (): Language => {
  const chosen = localStorage.getItem(kept);
  return chosen !== null && isLanguage(chosen) ? chosen : bestLanguage(navigator.languages);
};

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState(firstLanguage);
  const [texts, setTexts] = useState<ShownTexts>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let isWanted = true;
    const first = load[language].first();
    const show = (messages: object, isWhole: boolean): void => {
      // Another language takes the place of the one before when all of it is there.
      if (isWanted)
        setTexts((shown) => (shown === undefined || isWhole ? { language, messages: messages as Messages, isWhole } : shown));
    };
    first.then(({ texts }) => show(texts, false)).catch(setFailure);
    Promise.all([first, load[language].later()])
      .then(([{ texts }, { texts: others }]) => show({ ...texts, ...others }, true))
      .catch(setFailure);
    return () => {
      isWanted = false;
    };
  }, [language]);
  const shown = texts?.language;
  useEffect(() => {
    if (shown !== undefined) document.documentElement.lang = shown;
  }, [shown]);
  const choose = useCallback((next: Language) => {
    localStorage.setItem(kept, next);
    setLanguage(next);
  }, []);
  const isWhole = texts?.isWhole ?? false;
  const choice = useMemo(
    () => ({ language, tag: formatTag(language, navigator.languages), choose, isWhole }),
    [language, choose, isWhole],
  );
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
