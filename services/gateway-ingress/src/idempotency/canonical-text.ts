/** A JSON value as one text, whatever order its members came in. Two requests that mean the same have the same text. */
export const canonicalText = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? `[${value.map(canonicalText).join(',')}]` : canonicalObject(value as Record<string, unknown>);
};

const canonicalObject = (value: Readonly<Record<string, unknown>>): string => {
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalText(member)}`;
  }
  return `{${text}}`;
};
