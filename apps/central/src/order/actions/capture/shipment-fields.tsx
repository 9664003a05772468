import { TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { isShipmentFaulty, type Shipment } from './shipment.js';

interface ShipmentFieldsProps {
  readonly shipment: Shipment;
  readonly onChange: (shipment: Shipment) => void;
}

/** The parcel that leaves with a capture, if one does: the receipt tells the customer of it. */
export const ShipmentFields = ({ shipment, onChange }: ShipmentFieldsProps) => {
  const t = useTranslations('actions');
  const field = (name: keyof Shipment, maxLength: number) => ({
    label: t(name),
    maxLength,
    value: shipment[name],
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...shipment, [name]: value }),
  });
  return (
    <>
      <TextInput {...field('carrier', 60)} description={t('carrierTold')} />
      <TextInput {...field('trackingNumber', 60)} />
      <TextInput
        {...field('trackingUrl', 500)}
        type="url"
        placeholder="https://"
        error={isShipmentFaulty(shipment) ? t('shipmentFault') : null}
      />
    </>
  );
};
