import type { DeliverableForm } from '@tollgate/contracts';
import { isKnown, thingOf } from '@tollgate/order';
import { linksExpireAt } from '../grants/grant-downloads.js';
import type { DeliverySettings } from '../settings/delivery.schema.js';
import { downloadPage } from './page.js';

/** Stands where a link's token would: there is none. */
const token = 'preview';

/** As long as most of them. */
const sampleKey = 'XXXXX-XXXXX-XXXXX-XXXXX';

/** The pages of who bought a good this moment, as they are before the first download: one for each thing that it is delivered in. */
export const previewPages = (forms: readonly DeliverableForm[], settings: DeliverySettings, now: Date) => {
  const delivery = { expiresAt: linksExpireAt(now.getTime(), settings) };
  return forms.filter(isKnown).map(({ form }) => ({
    name: thingOf(form).name,
    html: downloadPage(
      { form, downloads: settings.downloads, completed: 0, reissuedUntil: '' },
      { delivery, token, isAsking: false, isPreview: true, licenseKeys: form.case === 'licenseKeys' ? [sampleKey] : [] },
    ),
  }));
};
