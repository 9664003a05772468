/** What a request says of its sender. */
interface Sender {
  readonly headers: { readonly 'user-agent'?: string | undefined };
  readonly ip: string;
}

const MAX_LENGTH = 200;

/** What the list of sessions shows of a browser: in signs that break no line. */
export const clientOf = ({ headers, ip }: Sender): { readonly userAgent: string; readonly address: string } => ({
  userAgent: (headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, MAX_LENGTH),
  address: ip,
});
