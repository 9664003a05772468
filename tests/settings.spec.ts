import { readSettings } from '../scripts/supervisor/stack/settings.ts';
import { portOffsets, table } from '../scripts/supervisor/table.ts';
import { nextCommands } from '../scripts/supervisor/terminal/welcome.ts';

describe('the settings of a stack', () => {
  it('need nothing', () => expect(readSettings({})).toMatchObject({ portBase: 7400, logLevel: 'info', postgresUrl: undefined }));

  it('take an empty value for none', () =>
    expect(readSettings({ TOLLGATE_NATS_URL: '', TOLLGATE_PORT_BASE: '' }).natsUrl).toBeUndefined());

  it.each(['80', '65500', '7400.5', 'seven'])('refuse %s as the first port', (text) =>
    expect(() => readSettings({ TOLLGATE_PORT_BASE: text })).toThrow('TOLLGATE_PORT_BASE'),
  );

  it('A13: put an outside acquirer in the place of the simulator', () => {
    const outside = { TOLLGATE_ACQUIRER_HOST: '192.0.2.7', TOLLGATE_ACQUIRER_PORT: '9000' };
    expect(readSettings({}).acquirer).toBeUndefined();
    expect(readSettings(outside).acquirer).toEqual({ host: '192.0.2.7', port: 9000, mode: 'test' });
    expect(readSettings({ ...outside, TOLLGATE_ACQUIRER_MODE: 'live' }).acquirer?.mode).toBe('live');
  });

  it.each([
    { TOLLGATE_ACQUIRER_HOST: '192.0.2.7' },
    { TOLLGATE_ACQUIRER_PORT: '9000' },
    { TOLLGATE_ACQUIRER_HOST: '192.0.2.7', TOLLGATE_ACQUIRER_PORT: 'https' },
  ])('refuse half an acquirer: %j', (half) => expect(() => readSettings(half)).toThrow('TOLLGATE_ACQUIRER_PORT'));

  it('refuse a mode that is none', () =>
    expect(() =>
      readSettings({ TOLLGATE_ACQUIRER_HOST: 'a', TOLLGATE_ACQUIRER_PORT: '1', TOLLGATE_ACQUIRER_MODE: 'demo' }),
    ).toThrow('TOLLGATE_ACQUIRER_MODE'));

  it('put a Stripe account in the place of its simulator', () => {
    expect(readSettings({}).stripe).toBeUndefined();
    expect(readSettings({ TOLLGATE_STRIPE_TEST_KEY_FILE: '/keys/stripe' }).stripe).toEqual({ keyFile: '/keys/stripe', url: '' });
  });

  it('name the service that is to crash, and where', () => {
    expect(readSettings({ TOLLGATE_CRASH_AT: 'fraud:after-commit' }).crashAt).toEqual({
      service: 'fraud',
      point: 'after-commit',
    });
    expect(readSettings({ TOLLGATE_CRASH_AT: 'fraud:after-commit:3' }).crashAt).toEqual({
      service: 'fraud',
      point: 'after-commit:3',
    });
    expect(() => readSettings({ TOLLGATE_CRASH_AT: 'after-commit' })).toThrow('service:point');
  });
});

describe('the table of processes', () => {
  it('gives every port to one process only, within a hundred', () => {
    const ports = table.flatMap((row) => row.ports);
    expect(new Set(ports).size).toBe(ports.length);
    expect([...ports].sort()).toEqual(Object.keys(portOffsets).sort());
    for (const offset of Object.values(portOffsets)) expect(offset).toBeLessThan(100);
    expect(new Set(Object.values(portOffsets)).size).toBe(ports.length);
  });

  it('names what is needed before what needs it', () => {
    const names = table.map((row) => row.name);
    for (const row of table) for (const needed of row.needs) expect(names.indexOf(needed)).toBeLessThan(names.indexOf(row.name));
  });
});

describe('what npm start says to type next', () => {
  it('is as short as can be where the data lies in the usual folder', () =>
    expect(nextCommands(readSettings({}).dataDir)).toMatch(/^npx tollgate orders · /));

  it('names the data folder where it is another one, or nothing would be found', () => {
    expect(nextCommands('/srv/shop')).toMatch(/^TOLLGATE_DATA=\/srv\/shop npx tollgate orders · TOLLGATE_DATA=/);
    expect(nextCommands("/srv/ann's shop")).toMatch(/^TOLLGATE_DATA='\/srv\/ann'\\''s shop' npx tollgate orders/);
  });
});
