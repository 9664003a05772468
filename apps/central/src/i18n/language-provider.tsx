import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { untilDone } from '../api/until-done.js';
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
  /** Texts did not come when they were asked for; they are asked for again. */
  readonly hasFailed: boolean;
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

/** Home and the orders, which wait for no other page's texts: an address below the pages' base. */
export const isOfFirstTexts = (location: string): boolean => /^\/[^/]+\/[^/]+(\/(orders(\/[^/]+)?)?)?$/.test(location);

/** The texts of later pages are no part of the first load of a page that does without them: they come when somebody touches it, or a while later. */
const LATER_TEXTS_MS = 5_000;
const needed = ['pointerdown', 'keydown', 'popstate'] as const;
const untilNeeded = (path: string): Promise<unknown> =>
  isOfFirstTexts(path.replace(/^\/central/, ''))
    ? new Promise((resolve) => {
        setTimeout(resolve, LATER_TEXTS_MS);
        for (const event of needed) window.addEventListener(event, resolve, { once: true, capture: true });
      })
    : Promise.resolve();

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState(firstLanguage);
  const [texts, setTexts] = useState<ShownTexts>();
  const [hasFailed, setFailed] = useState(false);
  const isFirst = useRef(true);
  useEffect(() => {
    const wish = new AbortController();
    const once = (read: Texts) => untilDone(read, wish.signal, { onFailure: () => setFailed(true) });
    // Another language takes the place of the one before when all of it is there.
    const show = (messages: object, isWhole: boolean): void =>
      setTexts((shown) => (shown === undefined || isWhole ? { language, messages: messages as Messages, isWhole } : shown));
    const first = once(load[language].first);
    const mayWait = isFirst.current ? untilNeeded(window.location.pathname) : Promise.resolve();
    isFirst.current = false;
    const later = mayWait.then(() => once(load[language].later));
    void first.then((part) => part !== undefined && show(part.texts, false));
    void Promise.all([first, later]).then(([part, others]) => {
      if (part !== undefined && others !== undefined) show({ ...part.texts, ...others.texts }, true);
    });
    return () => wish.abort();
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
    () => ({ language, tag: formatTag(language, navigator.languages), choose, isWhole, hasFailed }),
    [language, choose, isWhole, hasFailed],
  );
  if (texts === undefined) return hasFailed ? 'Tollgate does not answer. This page goes on by itself as soon as it does.' : null;
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
