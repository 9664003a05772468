import type { OpenAPIObject } from '@nestjs/swagger';

/** A route as Fastify has it. */
export interface RegisteredRoute {
  readonly method: string;
  /** With its parameters as `:id`. */
  readonly url: string;
}

/** What `@Route` writes of every route: without it, Swagger would make up the rest. */
const isDescribed = (operation: { readonly summary?: string; readonly responses?: object } | undefined): boolean =>
  operation?.summary !== undefined && '401' in (operation.responses ?? {});

/** The routes that the document does not tell of, as `METHOD /path`; HEAD comes with its GET. */
export const undocumentedRoutes = (
  routes: readonly RegisteredRoute[],
  { paths }: Pick<OpenAPIObject, 'paths'>,
): readonly string[] =>
  routes
    .filter(({ method }) => method !== 'HEAD')
    .filter(({ method, url }) => {
      const path = paths[url.replaceAll(/:(\w+)/g, '{$1}')] as Record<string, object> | undefined;
      return !isDescribed(path?.[method.toLowerCase()]);
    })
    .map(({ method, url }) => `${method} ${url}`);
