import type { FastifyInstance } from 'fastify';
import { quantityOf } from '../cart/cart.js';
import { catalogPage, productPage } from '../pages/catalog-pages.js';
import { messagePage } from '../pages/lookup-page.js';
import { pictures } from '../pages/pictures.data.js';
import { style } from '../pages/style.data.js';
import { show } from '../server/answers.js';
import { cartOf } from '../server/cart-cookie.js';
import type { Shop } from '../server/shop.js';
import { visitorOf } from '../server/visitor.js';

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#14532d"/><path d="M5 20q5.500-5 11 0t11 0" fill="none" stroke="#faf8f3" stroke-width="3"/><circle cx="16" cy="11" r="4" fill="#f2c14e"/></svg>';
const anHour = 'public, max-age=3600';

export const catalogRoutes = (app: FastifyInstance, shop: Shop): void => {
  app.get('/', async (request, reply) => show(reply, catalogPage(await shop.catalog.all(), visitorOf(request))));

  app.get<{ Params: { slug: string } }>('/products/:slug', async (request, reply) => {
    const offer = (await shop.catalog.all()).find(({ slug }) => slug === request.params.slug);
    const visitor = visitorOf(request);
    if (offer === undefined)
      return show(reply, messagePage({ message: 'notSold', href: '/', link: 'notSold.link' }, visitor), 404);
    return show(reply, productPage(offer, { visitor, inCart: quantityOf(cartOf(request), offer.sku) }));
  });

  app.get<{ Params: { name: string } }>('/pictures/:name', (request, reply) => {
    const picture = pictures[request.params.name.replace(/\.svg$/, '')];
    if (picture === undefined) return reply.code(404).send();
    return reply.type('image/svg+xml').header('cache-control', anHour).send(picture);
  });
  app.get('/icon.svg', (_, reply) => reply.type('image/svg+xml').header('cache-control', anHour).send(icon));
  app.get('/style.css', (_, reply) => reply.type('text/css; charset=utf-8').header('cache-control', anHour).send(style));
  app.get('/readyz', (_, reply) => reply.send({ status: 'ok' }));
};
