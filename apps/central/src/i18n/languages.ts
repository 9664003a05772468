/** The languages of the console, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français', ja: '日本語' } as const;
export type Language = keyof typeof languages;

export const isLanguage = (value: string): value is Language => Object.hasOwn(languages, value);

/** The first of the wanted languages that we speak, whatever its region; English otherwise. */
export const bestLanguage = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';

/** The tag that numbers and dates are written by: the user's own region where the browser names it, e.g. en-GB. Some browsers name what is no
 *  tag, e.g. `en-US@posix`. */
export const formatTag = (language: Language, wanted: readonly string[]): string => {
  const isTag = (tag: string): boolean => /^[a-z]{2}-[A-Z]{2}$/.test(tag) && tag.startsWith(`${language}-`);
  return wanted.find(isTag) ?? (language === 'en' ? 'en-US' : language);
};
