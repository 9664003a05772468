/** What a refusal was by: the limit that was passed, the values that are taken. Never what the caller sent, which may be a card's number. */
export type DetailParameters = Readonly<Record<string, string | number>>;

const place = /\{(\w+)\}/g;

const shown = (value: string | number): string => (typeof value === 'number' ? value.toLocaleString('en-US') : value);

/** A sentence with its parameters in their places; undefined where one is missing, as half a sentence helps nobody. */
export const fillDetail = (sentence: string | undefined, parameters: DetailParameters = {}): string | undefined => {
  const names = [...(sentence ?? '').matchAll(place)].map(([, name = '']) => name);
  return names.every((name) => name in parameters)
    ? sentence?.replace(place, (_, name: string) => shown(parameters[name] ?? ''))
    : undefined;
};
