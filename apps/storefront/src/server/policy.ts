const always = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Everything from this host, but for where the payment form leads: only the gateway knows the address of its page. */
export const policy = `${always}; form-action 'self' https:`;

/** Of the page that has the gateway's within it: its frame and the script that puts it there are all that comes from elsewhere, and no form of
 *  ours stands beside them that leads to another host. */
export const policyWithin = ({ origin }: URL): string =>
  `${always}; form-action 'self'; script-src 'self' ${origin}/pay/fields.js; frame-src ${origin}/pay/`;
