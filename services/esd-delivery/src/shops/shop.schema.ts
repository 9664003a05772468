import { z } from 'zod';
import { languages } from '../pages/words/page-words.js';

/** What the pages tell of a shop: a part of its settings `receipt`, which notifications owns and guards. What a release of that has changed is
 *  passed over rather than refused. */
export const shopSchema = z.object({
  shopName: z.string().catch(''),
  /** The SHA-256 of its logo; empty: none. */
  logo: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .catch(''),
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .catch(''),
  supportEmail: z.string().catch(''),
  supportPhone: z.string().catch(''),
  supportUrl: z.string().startsWith('https://').catch(''),
  language: z.enum(languages).catch('en'),
});
export type ShopSettings = z.infer<typeof shopSchema>;

export const defaultShop: ShopSettings = {
  shopName: '',
  logo: '',
  accentColor: '',
  supportEmail: '',
  supportPhone: '',
  supportUrl: '',
  language: 'en',
};
