/** The states whose territory is also a country of ISO 3166-1: both ways to write them are one address. Source: USPS Publication 28, ISO 3166-1. */
export const territories: ReadonlySet<string> = new Set(['AS', 'GU', 'MP', 'PR', 'VI']);

/** ZIP codes whose carriers cross a state line: either state is right. Source: US Census Bureau, ZIP code tabulation areas by state. */
export const zipsOfTwoStates: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['02861', new Set(['RI', 'MA'])],
  ['42223', new Set(['KY', 'TN'])],
  ['59221', new Set(['MT', 'ND'])],
  ['63673', new Set(['MO', 'IL'])],
  ['71749', new Set(['AR', 'LA'])],
  ['73949', new Set(['OK', 'TX'])],
  ['81137', new Set(['CO', 'NM'])],
  ['84536', new Set(['UT', 'AZ'])],
  ['86044', new Set(['AZ', 'UT'])],
  ['86515', new Set(['AZ', 'NM'])],
  ['88063', new Set(['NM', 'TX'])],
  ['89439', new Set(['NV', 'CA'])],
  ['97635', new Set(['OR', 'CA'])],
]);
