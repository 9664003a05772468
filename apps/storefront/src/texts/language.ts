export const languages = ['en', 'de', 'es', 'fr', 'ja'] as const;
export type Language = (typeof languages)[number];

/** How a language calls itself: nobody looks for theirs under another name. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
};

export const isLanguage = (text: unknown): text is Language => languages.some((language) => language === text);

const mostSigns = 1_000;

/** The language of the shop's that a browser wants most by its Accept-Language; English where it wants none of them. Source: RFC 9110 §12.5.4. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const wishes = (acceptLanguage ?? '')
    .slice(0, mostSigns)
    .split(',')
    .map((wish) => {
      const [tag = '', quality = 'q=1'] = wish
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      return { language: tag.split('-')[0], weight: Number(quality.replace('q=', '')) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return wishes.map(({ language }) => language).find(isLanguage) ?? 'en';
};
