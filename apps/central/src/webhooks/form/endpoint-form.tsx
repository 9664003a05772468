import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useStore } from '../../shell/store-context.js';
import { useEventTypes } from '../use-webhooks.js';
import classes from '../webhooks.module.css';
import type { EndpointFields } from './endpoint-fields.js';
import { groupsOf } from './event-groups.js';

interface EndpointFormProps {
  readonly fields: EndpointFields;
  readonly onChange: (fields: EndpointFields) => void;
  /** Its way of signing is chosen once. */
  readonly isNew: boolean;
}

/** Where to, of what, and how. */
export const EndpointForm = ({ fields, onChange, isNew }: EndpointFormProps) => {
  const t = useTranslations('webhooks');
  const { mode } = useStore();
  const change = (part: Partial<EndpointFields>): void => onChange({ ...fields, ...part });
  return (
    <>
      <TextInput
        data-autofocus
        type="url"
        label={t('url')}
        description={t(`urlHint_${mode}`)}
        placeholder="https://shop.example/hook"
        required
        maxLength={2_000}
        autoComplete="off"
        value={fields.url}
        onChange={({ currentTarget: { value } }) => change({ url: value })}
      />
      <TextInput
        label={t('description')}
        description={t('descriptionHint')}
        maxLength={200}
        autoComplete="off"
        value={fields.description}
        onChange={({ currentTarget: { value } }) => change({ description: value })}
      />
      <EventsInput fields={fields} onChange={onChange} />
      <Checkbox
        label={t('isOrdered')}
        description={t('isOrderedHint')}
        checked={fields.isOrdered}
        onChange={({ currentTarget: { checked } }) => change({ isOrdered: checked })}
      />
      {isNew ? (
        <NativeSelect
          label={t('signature')}
          description={t(`signatureHint_${fields.signature}`)}
          data={(['hmac', 'ed25519'] as const).map((value) => ({ value, label: t(`signature_${value}`) }))}
          value={fields.signature}
          onChange={({ currentTarget: { value } }) => change({ signature: value as EndpointFields['signature'] })}
        />
      ) : null}
    </>
  );
};

const EventsInput = ({ fields, onChange }: Pick<EndpointFormProps, 'fields' | 'onChange'>) => {
  const t = useTranslations('webhooks');
  const { hearsAll } = fields;
  return (
    <div className={classes.events}>
      <SegmentedControl
        aria-label={t('events')}
        fullWidth
        value={hearsAll ? 'all' : 'some'}
        onChange={(value) => onChange({ ...fields, hearsAll: value === 'all' })}
        data={[
          { value: 'all', label: t('allEvents') },
          { value: 'some', label: t('chooseEvents') },
        ]}
      />
      {hearsAll ? <p className="quiet">{t('allEventsHint')}</p> : <EventTypes fields={fields} onChange={onChange} />}
    </div>
  );
};

const EventTypes = ({ fields, onChange }: Pick<EndpointFormProps, 'fields' | 'onChange'>) => {
  const t = useTranslations('webhooks');
  const { data } = useEventTypes(true);
  return (
    <Checkbox.Group
      label={t('eventsChosen', { count: fields.events.length })}
      value={[...fields.events]}
      onChange={(events) => onChange({ ...fields, events })}
    >
      <div className={classes.types} aria-busy={data === undefined}>
        {groupsOf(data?.data ?? []).map(([group, types]) => (
          <fieldset key={group} className={classes.group}>
            <legend>{t(`group_${group}`)}</legend>
            {types.map((type) => (
              <Checkbox key={type} size="xs" value={type} label={type} />
            ))}
          </fieldset>
        ))}
      </div>
    </Checkbox.Group>
  );
};
