/** The browser and system that a user agent names; the text itself where it names none. */
export const browserIn = (userAgent: string): string => {
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => userAgent.includes(name));
  const system = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'].find((name) => userAgent.includes(name));
  return [browser?.replace('Edg', 'Edge'), system].filter(Boolean).join(', ') || userAgent;
};
