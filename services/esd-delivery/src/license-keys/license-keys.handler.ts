import { Injectable } from '@nestjs/common';
import { create, DeliverableFormSchema, type LicenseKeysStateSchema, type MessageInitShape } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { LicenseSecrets } from '@tollgate/license-keys';

import { type FormVersion, GoodsStore } from '../goods/goods.repository.js';
import { PinnedForms } from '../goods/pinned-forms.repository.js';
import { KeyPools } from '../license-pools/key-pools.repository.js';
import { checkKeys, checkSource, type KeySource } from './check-source.js';
import { type GoodOf, KeySources } from './key-sources.repository.js';

export type KeysState = MessageInitShape<typeof LicenseKeysStateSchema>;

/** The name of a good's keys among its forms: no file has it, as a slash stands in no file's name. */
const FORM_NAME = '/license-keys';

/** What a merchant does with the license keys of a good. */
@Injectable()
export class LicenseKeySettings {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly goods: GoodsStore,
    private readonly pinned: PinnedForms,
    private readonly sources: KeySources,
    private readonly pools: KeyPools,
    private readonly secrets: LicenseSecrets,
  ) {}

  /** Throws DomainError `not_found`, `good_is_not_digital` and what `checkSource` throws. */
  async put(good: GoodOf, wanted: KeySource): Promise<KeysState> {
    const { merchant, sku } = good;
    const source = checkSource(wanted);
    const found = await this.goods.find({ merchant, sku });
    if (found === undefined) throw new DomainError('not_found');
    if (found.kind !== 'digital') throw new DomainError('good_is_not_digital', '/sku');
    await this.sources.put(merchant, sku, source);
    const { kind, pattern, activations } = source;
    const form = create(DeliverableFormSchema, { form: { case: 'licenseKeys', value: { kind, pattern, activations } } });
    const content = JSON.stringify({ kind, pattern, activations });
    await this.goods.addVersion({ merchant, sku, name: FORM_NAME, content, form });
    this.pinned.forget({ merchant, sku });
    for (const mode of ['test', 'live'] as const) await this.pools.filled({ ...good, mode }); // its mark may lie lower now
    return this.state(good, source);
  }

  /** From now on it is sold without keys. What lies in its pools stays there, and is sold again should it get keys of a pool again; orders that were
   *  placed with keys get them. Throws DomainError `not_found` where it has none. */
  async remove({ merchant, sku }: Pick<GoodOf, 'merchant' | 'sku'>): Promise<void> {
    if ((await this.sources.find({ merchant, sku })) === undefined) throw new DomainError('not_found');
    const form = create(DeliverableFormSchema, {});
    const alongside: NonNullable<FormVersion['alongside']> = (query) => this.sources.remove(query, merchant, sku);
    // A version that is nothing takes their place: older ones are what orders were placed with.
    await this.goods.addVersion({ merchant, sku, name: FORM_NAME, content: '', form, alongside });
    this.pinned.forget({ merchant, sku });
  }

  /** Throws DomainError `not_found` where there is no such good, or it has no license keys. */
  async get(good: GoodOf): Promise<KeysState> {
    return this.state(good, await this.sourceOf(good));
  }

  /** Throws DomainError `not_found`, `no_key_pool` and what `checkKeys` throws. */
  async add(good: GoodOf, sealedKeys: string): Promise<{ added: number; duplicates: number; state: KeysState }> {
    const source = await this.sourceOf(good);
    if (source.kind !== 'pool') throw new DomainError('no_key_pool');
    const given = JSON.parse(this.secrets.open(sealedKeys, good.merchant)) as readonly string[];
    const keys = checkKeys(given);
    const added = await this.sources.add(good, keys);
    await this.pools.filled(good);
    const duplicates = given.filter((key) => key.trim() !== '').length - added;
    return { added, duplicates, state: await this.state(good, source) };
  }

  /** Keys that no order has, out of the pool: those that are listed, or all. A key goes to an order or out of the pool, never both; `kept` are
   *  the places in the list of those that stay. Throws DomainError `not_found`, `no_key_pool` and what `checkKeys` throws. */
  async takeOut(good: GoodOf, sealedKeys: string | undefined): Promise<{ takenOut: number; kept: number[]; state: KeysState }> {
    const source = await this.sourceOf(good);
    if (source.kind !== 'pool') throw new DomainError('no_key_pool');
    const given = sealedKeys === undefined ? [] : (JSON.parse(this.secrets.open(sealedKeys, good.merchant)) as readonly string[]);
    const { count, kept } =
      sealedKeys === undefined
        ? { count: await this.sources.takeOutAll(good), kept: new Set<string>() }
        : await this.sources.takeOut(good, checkKeys(given));
    await this.pools.crossedMark(good);
    const places = given.flatMap((key, place) => (kept.has(key.trim()) ? [place] : []));
    return { takenOut: count, kept: places, state: await this.state(good, source) };
  }

  private async sourceOf(good: GoodOf): Promise<KeySource> {
    const source = await this.sources.find(good);
    if (source === undefined) throw new DomainError('not_found');
    return source;
  }

  private async state(good: GoodOf, { kind, pattern, activations, lowMark }: KeySource): Promise<KeysState> {
    const { free, ...counts } = await this.sources.counts(good);
    const publicKey = kind === 'signed' ? await this.sources.publicKey(good) : '';
    return { kind, pattern, activations, lowMark, left: free, ...counts, publicKey };
  }
}
