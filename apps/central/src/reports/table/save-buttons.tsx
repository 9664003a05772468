import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveFile } from '../../ui/save-file.js';
import { csvOf } from './csv.js';
import type { Row, Table } from './report-table.js';

interface SaveButtonsProps {
  readonly table: Table;
  /** As they are sorted. */
  readonly rows: readonly Row[];
  readonly currency: string;
  /** The names of the columns. */
  readonly heads: readonly string[];
  /** Of the file, without what tells its format. */
  readonly name: string;
}

/** What a format is called, the same in every language, and the file that it makes; what only some need comes when it is needed. */
const formats = [
  [
    'CSV',
    'csv',
    async ({ table, rows, currency, heads }) =>
      new Blob([csvOf(table, rows, { currency, heads })], { type: 'text/csv;charset=utf-8' }),
  ],
  [
    'Excel',
    'xlsx',
    async ({ table, rows, currency, heads }) => {
      const { workbookOf } = await import('./workbook.js');
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      return new Blob([workbookOf(table, rows, { currency, heads })], { type });
    },
  ],
  [
    'JSON',
    'json',
    async ({ table, rows, currency }) => {
      const { jsonOf } = await import('./table-json.js');
      return new Blob([jsonOf(table, rows, currency)], { type: 'application/json' });
    },
  ],
] as const satisfies readonly (readonly [string, string, (props: SaveButtonsProps) => Promise<Blob>])[];

/** Saves a report as it is shown. PDF is what the browser prints. */
export const SaveButtons = (props: SaveButtonsProps) => (
  <Button.Group className="no-print">
    {formats.map(([title, extension, fileOf], index) => (
      <Button
        key={title}
        variant="default"
        size="xs"
        leftSection={index === 0 ? <IconDownload size={14} aria-hidden /> : undefined}
        onClick={() => void fileOf(props).then((file) => saveFile(file, `${props.name}.${extension}`))}
      >
        {title}
      </Button>
    ))}
  </Button.Group>
);
