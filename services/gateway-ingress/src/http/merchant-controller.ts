import { Controller } from '@nestjs/common';

/** Routes below it are asked by people who have signed in. */
export const CENTRAL_PATH = '/central/api/';

/** Where Tollgate Central asks what the merchant API answers, for one store and mode. */
export const STORE_PATH = 'central/api/stores/:store/:mode';

/** A controller of the merchant API. It has two ways in, with the same requests and answers: `/v1/<path>` for merchants' servers, by API key, and
 *  `/central/api/stores/{store}/{mode}/<path>` for people, by session and role. */
export const MerchantController = (path: string) => Controller([`v1/${path}`, `${STORE_PATH}/${path}`]);

/** A controller of what people alone do in a store. */
export const StoreController = (path: string) => Controller(`${STORE_PATH}/${path}`);
