import { contactsOf } from './shop.js';
import { defaultShop, shopSchema } from './shop.schema.js';

describe('what the settings of mails say of a shop', () => {
  it('is read, and what a later release has changed of it is passed over', () => {
    expect(shopSchema.parse({ ...defaultShop, shopName: 'Lamps', language: 'it', accentColor: 'red', texts: {} })).toEqual({
      ...defaultShop,
      shopName: 'Lamps',
    });
    expect(shopSchema.parse({})).toEqual(defaultShop);
  });

  it('S16: leads nowhere but to mail, telephone and an https address', () => {
    const settings = shopSchema.parse({
      supportEmail: 'a?bcc=b@x.example',
      supportPhone: '+1 (500)',
      supportUrl: 'javascript:alert(1)',
    });
    expect(contactsOf(settings).map(({ href }) => href)).toEqual(['mailto:a%3Fbcc%3Db@x.example', 'tel:+1500']);
  });
});
