import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { untilDone } from '../api/until-done.js';
import type { Messages } from './app-config.js';
import { bestLanguage, formatTag, isLanguage, type Language } from './languages.js';
import { inOrder, type TextPart, textParts, textsOf } from './text-parts.js';

type Texts = () => Promise<{ readonly texts: object }>;

/** A language's texts, by the parts in which they come. */
const load: Readonly<Record<Language, Readonly<Record<TextPart, Texts>>>> = {
  en: {
    first: () => import('./messages/en.json?first'),
    sales: () => import('./messages/en.json?sales'),
    store: () => import('./messages/en.json?store'),
    reports: () => import('./messages/en.json?reports'),
  },
  de: {
    first: () => import('./messages/de.json?first'),
    sales: () => import('./messages/de.json?sales'),
    store: () => import('./messages/de.json?store'),
    reports: () => import('./messages/de.json?reports'),
  },
  es: {
    first: () => import('./messages/es.json?first'),
    sales: () => import('./messages/es.json?sales'),
    store: () => import('./messages/es.json?store'),
    reports: () => import('./messages/es.json?reports'),
  },
  fr: {
    first: () => import('./messages/fr.json?first'),
    sales: () => import('./messages/fr.json?sales'),
    store: () => import('./messages/fr.json?store'),
    reports: () => import('./messages/fr.json?reports'),
  },
  ja: {
    first: () => import('./messages/ja.json?first'),
    sales: () => import('./messages/ja.json?sales'),
    store: () => import('./messages/ja.json?store'),
    reports: () => import('./messages/ja.json?reports'),
  },
};

interface LanguageChoice {
  readonly language: Language;
  /** What Intl is given, e.g. en-GB. */
  readonly tag: string;
  readonly choose: (language: Language) => void;
  /** Whether the texts of the page at this address, below the pages' base, are there. */
  readonly covers: (location: string) => boolean;
  /** Texts did not come when they were asked for; they are asked for again. */
  readonly hasFailed: boolean;
}

interface ShownTexts {
  readonly language: Language;
  readonly messages: Messages;
  /** Those that are there. */
  readonly parts: readonly TextPart[];
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

const kept = 'tollgate-language';
const firstLanguage = (): Language => {
  const chosen = localStorage.getItem(kept);
  return chosen !== null && isLanguage(chosen) ? chosen : bestLanguage(navigator.languages);
};

/** What a page does without is no part of its first load: it comes when somebody touches it, or a while later. */
const FURTHER_TEXTS_MS = 5_000;
const needed = ['pointerdown', 'keydown', 'popstate'] as const;
const untilNeeded = (): Promise<unknown> =>
  new Promise((resolve) => {
    setTimeout(resolve, FURTHER_TEXTS_MS);
    for (const event of needed) window.addEventListener(event, resolve, { once: true, capture: true });
  });

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState(firstLanguage);
  const [texts, setTexts] = useState<ShownTexts>();
  const [hasFailed, setFailed] = useState(false);
  const isFirst = useRef(true);
  useEffect(() => {
    const wish = new AbortController();
    const once = (read: Texts) => untilDone(read, wish.signal, { onFailure: () => setFailed(true) });
    // Another language takes the place of the one before when all of it is there.
    const show = (parts: readonly TextPart[], messages: object): void =>
      setTexts((shown) =>
        shown === undefined || shown.language === language || parts.length === textParts.length
          ? { language, messages: messages as Messages, parts }
          : shown,
      );
    const touched = isFirst.current ? untilNeeded() : Promise.resolve();
    isFirst.current = false;
    const atOnce = textsOf(window.location.pathname.replace(/^\/central/, ''));
    const come = (part: TextPart) => (atOnce.includes(part) ? Promise.resolve() : touched).then(() => once(load[language][part]));
    const order = inOrder(atOnce);
    void order.map(come).reduce<Promise<object | undefined>>(async (before, part, index) => {
      const [shown, more] = await Promise.all([before, part]);
      if (shown === undefined || more === undefined) return undefined;
      const messages = { ...shown, ...more.texts };
      show(order.slice(0, index + 1), messages);
      return messages;
    }, Promise.resolve({}));
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
  const parts = texts?.parts;
  const choice = useMemo(
    () => ({
      language,
      tag: formatTag(language, navigator.languages),
      choose,
      covers: (location: string) => parts !== undefined && textsOf(location).every((part) => parts.includes(part)),
      hasFailed,
    }),
    [language, choose, parts, hasFailed],
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
