import { areaNames, areas, mayChange, guardedAreas as shownAsGuarded } from '../apps/central/src/settings/areas.data.js';
import type { Field } from '../apps/central/src/settings/field.js';
import { creditSettings } from '../services/authorization/src/settings/credit-settings.schema.js';
import { processorSettings } from '../services/authorization/src/settings/processor-settings.schema.js';
import { defaultDelivery } from '../services/esd-delivery/src/settings/delivery.schema.js';
import { fraudSettings } from '../services/fraud/src/settings/fraud-settings.schema.js';
import { refundSettings } from '../services/gateway-ingress/src/refund-approvals/refund-settings.schema.js';
import { type Role, rightsOf } from '../services/gateway-ingress/src/roles/roles.data.js';
import { guardedAreas } from '../services/gateway-ingress/src/settings/guarded-areas.data.js';
import { defaultReceipt } from '../services/notifications/src/settings/receipt.schema.js';
import { shippingSettings } from '../services/tax-shipping/src/settings/shipping-settings.schema.js';
import { taxSettings } from '../services/tax-shipping/src/settings/tax-settings.schema.js';

/** What a merchant has who never set anything: every field of an area stands there. */
const ofServices = {
  receipt: { defaults: defaultReceipt },
  delivery: { defaults: defaultDelivery },
  fraud: fraudSettings,
  refunds: refundSettings,
  tax: taxSettings,
  shipping: shippingSettings,
  processors: processorSettings,
  credits: creditSettings,
};

/** Whether an input of this field could hold the value. Groups are not looked into. */
const mayHold = (field: Field, value: unknown): boolean => {
  if (field.kind === 'integer') return typeof value === 'number' && value >= field.least && value <= field.most;
  return field.kind !== 'choice' || field.options.includes(String(value));
};

describe('the settings forms of Central', () => {
  it.each(Object.entries(ofServices))(
    'have a field for everything that the area %s holds, and for nothing else',
    (area, { defaults }) => expect(Object.keys(areas[area as keyof typeof areas]).sort()).toEqual(Object.keys(defaults).sort()),
  );

  it.each(Object.entries(ofServices))(
    'show the defaults of the area %s within the bounds of their fields',
    (area, { defaults }) => {
      const fields: readonly (readonly [string, Field])[] = Object.entries(areas[area as keyof typeof areas]);
      const values = defaults as Readonly<Record<string, unknown>>;
      expect(fields.filter(([name, field]) => !mayHold(field, values[name]))).toEqual([]);
    },
  );

  it('are for who may change the area alone: what guards money is read-only for all but owners', () => {
    expect(shownAsGuarded).toEqual(guardedAreas);
    const openTo = (role: Role) => {
      const rights: ReadonlySet<string> = rightsOf(role);
      return areaNames.filter((area) => mayChange(area, (right) => rights.has(right)));
    };
    for (const role of ['developer', 'manager'] as const)
      expect(openTo(role)).toEqual(areaNames.filter((area) => area !== 'refunds' && area !== 'credits'));
    expect(openTo('owner')).toEqual(areaNames);
  });

  it('begin a new rule for processors with one that is taken as it is', () => {
    const { fresh } = areas.processors.rules;
    expect(processorSettings.schema.safeParse({ rules: [fresh] }).success).toBe(true);
  });
});
