/** Where the shop's customers live, the likeliest first. Where parcels go is the gateway's to say. */
export const countries: readonly string[] = ['US', 'AU', 'AT', 'CA', 'CH', 'DE', 'ES', 'FR', 'GB', 'IE', 'IT', 'JP', 'NL', 'SE'];

/** Where somebody who reads a language is likeliest to live, until they say so. */
export const likelyCountries = { en: 'US', de: 'DE', es: 'ES', fr: 'FR', ja: 'JP' } as const;

/** Ways of sending, as the merchant's settings name them. */
export const shippingMethods = ['ground', 'express'] as const;
