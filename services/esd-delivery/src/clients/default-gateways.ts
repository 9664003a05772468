const defaultRoute = '00000000';
const gatewayFlag = 0x2;

/** The gateways of the default routes in Linux's table of routes, whose addresses are hexadecimal with their bytes reversed. Who comes from there
 *  comes through a port that the container's host forwards, as Docker's userland proxy does. */
export const defaultGateways = (table: string): readonly string[] =>
  table
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter(([, destination, , flags]) => destination === defaultRoute && (Number.parseInt(flags ?? '', 16) & gatewayFlag) !== 0)
    .map(([, , gateway = '']) => [...Buffer.from(gateway, 'hex')].toReversed().join('.'));
