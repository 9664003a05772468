/** What a browser says of where a request comes from. */
export interface OriginHeaders {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

/** Whether a browser says that another site's page sends this. What is no browser says nothing, and has no cookie that was not given to it. Source:
 *  Fetch Metadata Request Headers §2.3; RFC 6454 §7. */
export const isForeign = ({ origin, host, 'sec-fetch-site': site }: OriginHeaders): boolean => {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return origin !== undefined && origin !== `https://${host}`;
};
