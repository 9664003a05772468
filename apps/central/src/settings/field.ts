import type { Json, Path } from './document.js';

/** What a place of a settings document may hold, and so how it is asked for. Sources: the schemas of the services that own the areas. */
export type Field =
  | { readonly kind: 'text'; readonly longest?: number; readonly isOptional?: boolean }
  | { readonly kind: 'integer'; readonly least: number; readonly most: number; readonly isNullable?: boolean }
  /** Minor units of the document's own currency. */
  | { readonly kind: 'amount'; readonly isNullable?: boolean }
  /** Minor units by currency. */
  | { readonly kind: 'amounts' }
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly isOptional?: boolean }
  | { readonly kind: 'flag' }
  /** Text of several lines; a color, `#rrggbb`; an image, by its SHA-256: the receipt has a form of its own. */
  | { readonly kind: 'lines'; readonly longest: number }
  | { readonly kind: 'color' }
  | { readonly kind: 'logo' }
  /** Codes, e.g. of countries, in one line. */
  | { readonly kind: 'codes' }
  | { readonly kind: 'object'; readonly fields: Fields }
  /** `fresh`: what a new entry begins with. */
  | { readonly kind: 'list'; readonly of: Field; readonly fresh: unknown };

export type Fields = Readonly<Record<string, Field>>;

/** What an input of the form is given. */
export interface FieldInputProps {
  readonly field: Field;
  /** The whole document, and where in it the field stands. */
  readonly document: Json;
  readonly path: Path;
  readonly isReadOnly: boolean;
  readonly onChange: (path: Path, value: Json | undefined) => void;
}
