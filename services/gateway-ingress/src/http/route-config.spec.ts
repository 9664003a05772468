import type { FastifyRequest } from 'fastify';
import { routeConfigOf, withRouteConfig } from './route-config.js';

class Mugs {
  @withRouteConfig({ isUpload: true })
  @withRouteConfig({ right: 'goods:write' })
  put(): void {}

  @withRouteConfig({ right: 'goods:read' })
  list(): void {}
}

const configOf = (method: object): unknown => Reflect.getMetadata('__fastify_route_config__', method);

describe('what is known of a route', () => {
  it('is what all of its decorators say, and none of another route’s', () => {
    expect(configOf(Mugs.prototype.put)).toEqual({ right: 'goods:write', isUpload: true });
    expect(configOf(Mugs.prototype.list)).toEqual({ right: 'goods:read' });
  });

  it('is read from the route that a request was found to be for', () => {
    const request = { routeOptions: { config: { right: 'goods:read' } } } as unknown as FastifyRequest;
    expect(routeConfigOf(request)).toEqual({ right: 'goods:read' });
  });
});
