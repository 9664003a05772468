import { DomainError } from '@tollgate/errors';
import type { ShownLogo } from '../mails/letter.js';
import type { InlineImage } from '../smtp/mime-message.js';
import { type ImageFacts, readImage } from './read-image.js';

/** A merchant's image, as it is kept. */
export interface Logo extends ImageFacts {
  /** Of its bytes, in hexadecimal: what settings name it by. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** It goes out with every mail. */
export const MOST_LOGO_BYTES = 262_144;
const LEAST_PIXELS = 16;
const MOST_PIXELS = 2_000;
/** The space that a mail has for it, in pixels. */
const space = { width: 240, height: 80 };

/** What the image is. Throws DomainError `logo_too_large`, `not_an_image`, `logo_webp` (Outlook before 2024 shows none; those
 *  that were kept before go out as they are) or `logo_size`. */
export const checkLogo = (bytes: Uint8Array): ImageFacts => {
  if (bytes.byteLength > MOST_LOGO_BYTES) throw new DomainError('logo_too_large');
  const facts = readImage(bytes);
  if (facts === undefined) throw new DomainError('not_an_image');
  if (facts.type === 'image/webp') throw new DomainError('logo_webp');
  const sides = [facts.width, facts.height];
  if (sides.some((pixels) => pixels < LEAST_PIXELS || pixels > MOST_PIXELS)) throw new DomainError('logo_size');
  return facts;
};

/** Settings name one that the merchant has not. */
export const noSuchLogo = (): DomainError =>
  new DomainError('invalid_settings', '/logo', 'There is no such logo (any more): upload it again.');

/** As large as there is space for, never larger than it is, and as wide to its height as it is. */
const shownSize = ({ width, height }: ImageFacts): Pick<ShownLogo, 'width' | 'height'> => {
  const scale = Math.min(1, space.width / width, space.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/** Within the mail that brings it. */
const contentIdOf = ({ sha256 }: Pick<Logo, 'sha256'>, mailDomain: string): string => `logo.${sha256.slice(0, 32)}@${mailDomain}`;

/** Shown from the part of the mail that brings it. */
export const attachedLogo = (logo: Logo, mailDomain: string): ShownLogo => ({
  source: `cid:${contentIdOf(logo, mailDomain)}`,
  ...shownSize(logo),
});

/** Shown where there is no mail: the image stands in the page itself. */
export const embeddedLogo = (logo: Logo): ShownLogo => ({
  source: `data:${logo.type};base64,${Buffer.from(logo.bytes).toString('base64')}`,
  ...shownSize(logo),
});

/** The part of a mail that brings it. */
export const imageOf = (logo: Logo, mailDomain: string): InlineImage => ({
  contentId: contentIdOf(logo, mailDomain),
  type: logo.type,
  fileName: `logo.${logo.type.replace('image/', '')}`,
  bytes: logo.bytes,
});
