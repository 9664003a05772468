import { type DeliverableForm, toPublicId } from '@tollgate/contracts';
import { isFetched, isKnown, isStamped, type StampedFile, sourceOf, type Thing, thingOf } from '@tollgate/order';
import { linksExpireAt } from '../grants/grant-downloads.js';
import type { DeliverySettings } from '../settings/delivery.schema.js';
import type { Shop } from '../shops/shop.js';
import { downloadPage } from './page.js';
import type { ShownItem } from './shown-items.js';

/** Stands where a link's token would: there is none. */
const token = 'preview';
/** As long as most of them. */
const sampleKey = 'XXXXX-XXXXX-XXXXX-XXXXX';
/** Nobody's: the order of the documentation. */
const sampleOrder = toPublicId('ord', '01890a5d-ac96-774b-bcce-b302099a8057');

export interface PreviewOf {
  readonly policy: DeliverySettings;
  readonly shop: Shop;
  /** The image itself, as `data:…`; empty: none. */
  readonly logo: string;
  readonly isTest: boolean;
}

/** The pages of who bought a good this moment, as they are before the first download: one for each thing that it is delivered in. */
export const previewPages = (forms: readonly DeliverableForm[], { policy, shop, logo, isTest }: PreviewOf, now: Date) => {
  const expiresAt = linksExpireAt(now.getTime(), policy);
  const items = forms.filter(isKnown).map(({ form }, index): ShownItem => {
    const thing = form.case === 'file' && isStamped(form.value) ? beforeStamp(form.value) : thingOf(form);
    const state = isFetched(form) ? 'ready' : 'shown';
    const licenseKeys = form.case === 'licenseKeys' ? [sampleKey] : [];
    return {
      ...thing,
      index,
      line: 1,
      good: '',
      state,
      left: policy.downloads,
      expiresAt,
      at: '',
      sentBytes: 0,
      hasNewer: false,
      licenseKeys,
    };
  });
  const about = { shop, order: sampleOrder, isTest, logo };
  const { language } = shop.settings;
  return items.map(({ index: own, name }) => ({
    name,
    html: downloadPage({ items, own, token, tokenOf: () => token, about, language, isPreview: true }),
  }));
};

/** Each buyer's copy is about as long as what it is made of, and has a digest of its own. */
const beforeStamp = (file: StampedFile): Thing => ({ name: file.name, sizeBytes: sourceOf(file).sizeBytes, sha256: undefined });
