/** Where the shop's customers live, the likeliest first. Where parcels go is the gateway's to say. */
export const countries: readonly string[] = ['US', 'AU', 'AT', 'CA', 'CH', 'DE', 'ES', 'FR', 'GB', 'IE', 'IT', 'JP', 'NL', 'SE'];

/** Ways of sending, as the merchant's settings name them. */
export const shippingMethods = [
  { name: 'ground', label: 'Standard, 3 to 5 working days' },
  { name: 'express', label: 'Express, the next working day' },
] as const;
