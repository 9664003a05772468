/** An address as it may stand in the log in clear: `a…@example.com`. Empty for none. */
export const maskedEmail = (email: string): string => {
  const [local = '', domain] = email.split('@');
  return domain === undefined ? '' : `${[...local][0] ?? ''}…@${domain}`;
};
