import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodeOf, Verdicts } from '../verdicts.ts';
import { cardsIn, judgeCards, judgeCluster } from './cards.ts';

describe('I15: the scan', () => {
  const card = { number: '4532987654312973', cvc: '7391' };
  const scan = async (text: string | Buffer, canaries = [card]): Promise<number> => {
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-scan-'));
    try {
      mkdirSync(join(folder, 'logs'));
      writeFileSync(join(folder, 'logs/fraud.log'), text);
      const verdicts = new Verdicts();
      await judgeCards([folder], canaries, verdicts);
      expect(verdicts.of('I15').checked).toBe(1);
      return exitCodeOf(verdicts, ['I15']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it.each<[string, string | Buffer]>([
    ['as it is', `{"note":"${card.number}"}`],
    ['in groups', 'card 4532 9876 5431 2973.'],
    ['with dashes', '4532-9876-5431-2973'],
    ['as hexadecimal', Buffer.from(card.number).toString('hex')],
    ['packed', Buffer.from(card.number, 'hex')],
    ['as base64', Buffer.from(`xy${card.number}z`).toString('base64')],
    ['its security code beside its name', '{"cvc":"7391"}'],
    ['at the border of two pieces', `${'x'.repeat(4 * 2 ** 20 - 8)} ${card.number} x`],
  ])('finds a card that was used: %s', async (_form, text) => expect(await scan(text)).toBe(1));

  it('finds a card that nobody told it of, in binary files, too', async () => {
    expect(await scan(Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from('4111111111111111'), Buffer.from([0])]), [])).toBe(1);
    expect(cardsIn('371449635398431, 6011000990139424 and 5555 5555 5555 4444')).toHaveLength(3);
  });

  it('takes no other number for a card', async () => {
    const others = '4111111111111112 1732640000000000000 f4111111111111111 41111111111111110000 0.4111111111111111 632700000001';
    expect(await scan(others)).toBe(0);
  });

  it('is not made where there is nothing to scan', async () => {
    const verdicts = new Verdicts();
    await judgeCards([], [card], verdicts);
    expect(exitCodeOf(verdicts, ['I15'])).toBe(2);
  });

  describe('of a folder that is in use', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'tollgate-scan-'));
      mkdirSync(join(folder, 'stack'));
      mkdirSync(join(folder, 'clusters'));
      writeFileSync(join(folder, 'clusters/PG_VERSION'), '18');
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const scanned = async (): Promise<Verdicts> => {
      const verdicts = new Verdicts();
      judgeCluster(join(folder, 'stack'), verdicts);
      await judgeCards([join(folder, 'stack')], [card], verdicts);
      return verdicts;
    };

    it('follows the link to a cluster that lies elsewhere, and one that leads back, once', async () => {
      symlinkSync(join(folder, 'clusters'), join(folder, 'stack/postgres'));
      symlinkSync(join(folder, 'stack'), join(folder, 'clusters/back'));
      writeFileSync(join(folder, 'clusters/16384'), card.number);
      const { checked, broken, missing } = (await scanned()).of('I15');
      expect([checked, broken.length, missing.size]).toEqual([2, 1, 0]);
    });

    it('passes over what is gone by then, and says what it cannot look into', async () => {
      symlinkSync(join(folder, 'clusters'), join(folder, 'stack/postgres'));
      symlinkSync(join(folder, 'nowhere'), join(folder, 'stack/gone'));
      expect(exitCodeOf(await scanned(), ['I15'])).toBe(0);
      symlinkSync('round', join(folder, 'stack/round')); // ELOOP, for root as well
      const verdicts = await scanned();
      expect(exitCodeOf(verdicts, ['I15'])).toBe(2);
      expect([...verdicts.of('I15').missing].join()).toContain('stack/round');
    });

    it('says that the log was not looked through where the cluster is not there', async () => {
      writeFileSync(join(folder, 'stack/fraud.log'), 'nothing');
      const verdicts = await scanned();
      expect(exitCodeOf(verdicts, ['I15'])).toBe(2);
      expect([...verdicts.of('I15').missing].join()).toContain('stack/postgres');
    });
  });
});
