import { type ReactNode, use } from 'react';
import { IntlProvider, useMessages } from 'use-intl';
import type { Messages } from './app-config.js';
import { useLanguage } from './language-provider.js';
import type { Language } from './languages.js';

/** Texts as they are loaded, in the namespaces that they belong to. */
type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;
export type TextLoaders = Readonly<Record<Language, () => Promise<{ readonly default: Texts }>>>;

const loaded = new Map<TextLoaders[Language], Promise<Texts>>();

/** Once for each language: the same promise, as `use` wants it. What could not be loaded is asked for again. */
const textsBy = (load: TextLoaders[Language]): Promise<Texts> => {
  const known = loaded.get(load);
  if (known !== undefined) return known;
  const texts = load().then(({ default: all }) => all);
  texts.catch(() => loaded.delete(load));
  loaded.set(load, texts);
  return texts;
};

interface PageTextsProps {
  readonly texts: TextLoaders;
  readonly children: ReactNode;
}

/** Texts that one page alone has come with it, so that no other page is slower for them. */
export const PageTexts = ({ texts, children }: PageTextsProps) => {
  const { language } = useLanguage();
  const shared = useMessages() as unknown as Texts;
  const own = use(textsBy(texts[language]));
  const names = Object.keys(own);
  const messages = { ...shared, ...Object.fromEntries(names.map((name) => [name, { ...shared[name], ...own[name] }])) };
  return (
    <IntlProvider locale={language} messages={messages as unknown as Messages} timeZone="UTC">
      {children}
    </IntlProvider>
  );
};
