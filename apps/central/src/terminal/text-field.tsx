import { TextInput, type TextInputProps } from '@mantine/core';

/** What the form knows of its fields' faults, by their JSON pointers in the order. */
export interface FieldFaults {
  /** In words; undefined where nothing is wrong, or nothing to be said yet. */
  readonly at: (pointer: string) => string | undefined;
  readonly isRequired: (pointer: string) => boolean;
}

export interface TextFieldProps extends Omit<TextInputProps, 'onChange' | 'error' | 'value' | 'pointer'> {
  readonly faults: FieldFaults;
  readonly pointer: string;
  readonly value: string;
  readonly onType: (typed: string) => void;
}

/** A text of the order, with what is wrong with it beside it. */
export const TextField = ({ faults, pointer, onType, withAsterisk = false, ...rest }: TextFieldProps) => (
  <TextInput
    {...rest}
    error={faults.at(pointer)}
    withAsterisk={withAsterisk || faults.isRequired(pointer)}
    onChange={({ currentTarget: { value } }) => onType(value)}
  />
);
