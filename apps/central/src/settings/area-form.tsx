import { type Area, areas } from './areas.data.js';
import { FieldInput } from './field-input.js';
import { SaveForm } from './saving/save-form.js';
import { useAreaDraft } from './saving/use-area-draft.js';
import type { SettingsInForce } from './settings-in-force.js';

export interface AreaFormProps {
  readonly settings: SettingsInForce;
  readonly onReload: () => void;
}

/** An area as a form. */
export const AreaForm = ({ area, settings, onReload }: AreaFormProps & { readonly area: Area }) => {
  const draft = useAreaDraft(area, settings);
  const { document, isReadOnly, change } = draft;
  return (
    <SaveForm draft={draft} onReload={onReload}>
      <FieldInput
        field={{ kind: 'object', fields: areas[area] }}
        document={document}
        path={[]}
        isReadOnly={isReadOnly}
        onChange={change}
      />
    </SaveForm>
  );
};
