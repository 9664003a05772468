import type { BrowserContext, Request } from 'playwright-core';

const ownHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The pages of a test are whole by themselves: whatever they ask of another machine is a fault, and does not get there. */
export const staysHere = [
  `--host-resolver-rules=MAP * ~NOTFOUND, ${[...ownHosts].map((host) => `EXCLUDE ${host.replace(/[[\]]/g, '')}`).join(', ')}`,
];

const isForeign = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return /^(https?|wss?):$/.test(protocol) && !ownHosts.has(hostname);
};

/** A page that is left, or that turned out to be a download, gives up what it had asked for. */
const isGivenUp = (request: Request): boolean => request.failure()?.errorText === 'net::ERR_ABORTED';

/** What goes wrong in the pages of a context, a line each, as it happens. The browser itself says in the console what was
 *  answered with 400 and more, and what the page's policy (CSP) refused. */
export const watchFaults = (context: BrowserContext): readonly string[] => {
  const faults: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (webError) => faults.push(`not caught: ${webError.error().message}`));
  context.on('requestfailed', (request) => {
    if (!isGivenUp(request)) faults.push(`failed: ${request.method()} ${request.url()}: ${request.failure()?.errorText}`);
  });
  context.on('request', (request) => {
    if (isForeign(request.url())) faults.push(`leaves the machine: ${request.method()} ${request.url()}`);
  });
  return faults;
};
