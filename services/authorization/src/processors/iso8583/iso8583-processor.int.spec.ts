import { describeCardProcessor } from '../card-processor.contract.js';
import { profileNamed, testProcessor, until } from './testing/processor.js';
import { Simulator } from './testing/simulator.js';

const AMOUNTS = {
  'iso87-ascii': {
    exact: [
      { minor: 35_200n, currency: 'BHD' },
      { minor: 18_601n, currency: 'KWD' },
      { minor: 149_000n, currency: 'KRW' },
      { minor: 12_345n, currency: 'CLF' },
    ],
    refused: [{ minor: 100n, currency: 'XXX' }],
  },
  // This acquirer takes two decimals of a dinar: the simulator's books are in its units.
  'iso87-bcd': {
    exact: [
      { minor: 149_000n, currency: 'KRW' },
      { minor: 5_426n, currency: 'CHF' },
    ],
    refused: [
      { minor: 18_601n, currency: 'KWD' },
      { minor: 12_345n, currency: 'CLF' },
    ],
  },
} as const;

describe.each(['iso87-ascii', 'iso87-bcd'] as const)('the acquirer link with the profile %s', (name) => {
  describeCardProcessor('iso8583', async () => {
    const simulator = await Simulator.start(name);
    const { processor } = testProcessor({
      ports: [simulator.port],
      profile: profileNamed(name),
      link: { timeoutMs: 2_000 },
    });
    await processor.open();
    await until(() => processor.isReady);
    return {
      processor,
      mode: 'test',
      cards: {
        approving: '4111111111111111',
        declining: '4000000000000002',
        withoutFunds: '4000000000009995',
        wrongAddress: '4000000000000036',
        captureRefused: { pan: '4000000001000092', code: 'unknown_authorization' },
        refundRefused: { pan: '4000000001000118', code: 'insufficient_funds' },
      },
      amounts: AMOUNTS[name],
      capturesInParts: true,
      books: async (order) => simulator.books(order),
      stop: async () => {
        await processor.close();
        await simulator.stop();
      },
    };
  });
});
