import { MerchantController, StoreController } from './merchant-controller.js';

const pathsOf = (controller: object): unknown => Reflect.getMetadata('path', controller);

@MerchantController('mugs')
class Mugs {}

@StoreController('shelves')
class Shelves {}

describe('a controller', () => {
  it('of the merchant API is asked by merchants’ servers and, within a store and its mode, by people', () =>
    expect(pathsOf(Mugs)).toEqual(['v1/mugs', 'central/api/stores/:store/:mode/mugs']));

  it('of a store is asked by people alone', () => expect(pathsOf(Shelves)).toBe('central/api/stores/:store/:mode/shelves'));
});
