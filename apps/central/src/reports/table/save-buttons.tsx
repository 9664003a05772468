import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { FileState } from '../exports/use-file.js';

/** What a format is called, the same in every language. */
const formats = { csv: 'CSV', xlsx: 'Excel', json: 'JSON', pdf: 'PDF' } as const;

interface SaveButtonsProps {
  readonly state: FileState;
  readonly onSave: (format: string) => void;
}

/** Saves a report as the server writes it, in the order that is shown. */
export const SaveButtons = ({ state, onSave }: SaveButtonsProps) => {
  const running = state.step === 'running' ? state.format : undefined;
  return (
    <Button.Group className="no-print">
      {Object.entries(formats).map(([format, title], index) => (
        <Button
          key={format}
          variant="default"
          size="xs"
          leftSection={index === 0 ? <IconDownload size={14} aria-hidden /> : undefined}
          loading={running === format}
          disabled={running !== undefined && running !== format}
          onClick={() => onSave(format)}
        >
          {title}
        </Button>
      ))}
    </Button.Group>
  );
};
