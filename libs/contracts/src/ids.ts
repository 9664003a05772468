/** Public ids are a prefix and the uuid's 32 hexadecimal digits: sortable, as UUIDv7 is. */
const publicId = /^([a-z]{2,4})_([0-9a-f]{32})$/;

/** `ord_018f…` for the uuid `018f…-…`. */
export const toPublicId = (prefix: string, uuid: string): string => `${prefix}_${uuid.replaceAll('-', '')}`;

/** The uuid of its 32 hexadecimal digits. */
export const uuidFromHex = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

/** The uuid in a public id of this prefix; undefined for anything else, which is answered like an absent one. */
export const fromPublicId = (prefix: string, id: string): string | undefined => {
  const match = publicId.exec(id);
  const hex = match?.[1] === prefix ? match[2] : undefined;
  return hex === undefined ? undefined : uuidFromHex(hex);
};
