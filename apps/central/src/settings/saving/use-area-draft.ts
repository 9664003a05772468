import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.js';
import { useStore } from '../../shell/store-context.js';
import { type Area, mayChange } from '../areas.data.js';
import { type Change, changesBetween, type Json, type Path, setIn } from '../document.js';
import type { SettingsInForce } from '../settings-in-force.js';

/** An area that somebody is changing. */
export interface AreaDraft {
  readonly document: Json;
  readonly changes: readonly Change[];
  readonly isReadOnly: boolean;
  readonly change: (path: Path, value: Json | undefined) => void;
  readonly discard: () => void;
  /** The look at what changes, before it is saved. */
  readonly review: { readonly isOpen: boolean; readonly open: () => void; readonly close: () => void };
  readonly save: { readonly isPending: boolean; readonly error: Error | null; readonly run: () => void };
}

/** It is saved as a whole, and only if nobody saved another one since. */
export const useAreaDraft = (area: Area, settings: SettingsInForce): AreaDraft => {
  const { can, key } = useStore();
  const queries = useQueryClient();
  const [document, setDocument] = useState(settings.document);
  const [isOpen, { open, close }] = useDisclosure(false);
  const save = useCommand<SettingsInForce, Json>(`/settings/${area}`, {
    method: 'PUT',
    headers: { 'if-match': `"${settings.version}"` },
    onDone: (saved) => {
      close();
      queries.setQueryData(key('settings', area), saved);
    },
  });
  const review = (): void => {
    save.reset();
    open();
  };
  return {
    document,
    changes: changesBetween(settings.document, document),
    isReadOnly: !mayChange(area, can),
    change: (path, value) => setDocument((before) => setIn(before, path, value)),
    discard: () => setDocument(settings.document),
    review: { isOpen, open: review, close },
    save: { isPending: save.isPending, error: save.error, run: () => save.mutate(document) },
  };
};
