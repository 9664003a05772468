/** Digits and letters that are not taken for one another: Crockford's base 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

/** 80 bits as four groups of four, of 16 random bytes of which five bits each are used: `7K2M-…`. */
export const recoveryCodeOf = (bytes: Uint8Array): string => {
  const signs = [...bytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length));
  const groups = Array.from({ length: signs.length / GROUP }, (_, group) =>
    signs.slice(group * GROUP, (group + 1) * GROUP).join(''),
  );
  return groups.join('-');
};

/** A code as somebody typed it, in the form in which it is compared: small letters, blanks and the signs that are taken for others put right. */
export const normalRecoveryCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1').replaceAll('U', 'V');
