/** Without letters that look like digits or like each other. Source: Crockford's base 32. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;

/** An order number of 60 bits of chance, as people read it out: `S-4K7Q-XT2M-9P3D`. */
export const orderNumber = (chance: Uint8Array): string => {
  const text = [...chance.subarray(0, length)].map((byte) => signs[byte % signs.length]).join('');
  return `S-${text.match(/.{4}/g)?.join('-')}`;
};

/** The gateway's own name of an order, as a receipt shows it beside the shop's number; undefined where it is none. */
export const typedOrderId = (text: string): string | undefined => /^ord_[0-9a-f]{32}$/.exec(text.trim().toLowerCase())?.[0];

/** As somebody typed it, whatever they made of case, blanks, dashes and letters that are not used; undefined where it cannot be one. */
export const typedNumber = (text: string): string | undefined => {
  const plain = text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const [, number] = /^S?([0-9A-Z]{12})$/.exec(plain) ?? [];
  return number === undefined ? undefined : `S-${number.match(/.{4}/g)?.join('-')}`;
};
