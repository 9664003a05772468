import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Offer } from '../catalog/catalog.js';
import { cartPage } from '../pages/cart-page.js';
import { goTo, sentBy, show } from '../server/answers.js';
import { cartOf, keepCart } from '../server/cart-cookie.js';
import type { Shop } from '../server/shop.js';
import { visitorOf } from '../server/visitor.js';
import { pricedLines, quantityOf, withQuantity } from './cart.js';

export const cartRoutes = (app: FastifyInstance, shop: Shop): void => {
  const offerIn = async (request: FastifyRequest): Promise<Offer | undefined> =>
    (await shop.catalog.all()).find(({ sku }) => sku === sentBy(request).sku);

  app.get('/cart', async (request, reply) =>
    show(reply, cartPage(pricedLines(cartOf(request), await shop.catalog.all()), visitorOf(request))),
  );

  app.post('/cart/add', async (request, reply) => {
    const offer = await offerIn(request);
    const cart = cartOf(request);
    if (offer !== undefined) keepCart(reply, withQuantity(cart, offer, quantityOf(cart, offer.sku) + 1));
    return goTo(reply, '/cart');
  });

  app.post('/cart/set', async (request, reply) => {
    const offer = await offerIn(request);
    const { quantity, remove } = sentBy(request);
    if (offer !== undefined) keepCart(reply, withQuantity(cartOf(request), offer, remove === 'yes' ? 0 : Number(quantity)));
    return goTo(reply, '/cart');
  });
};
