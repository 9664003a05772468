import { DomainError } from '@tollgate/errors';
import { reportFormats } from '../report-files/report-file.schema.js';

/** The journal has formats of its own. DomainError `format_not_of_reports` for a report in one of them. */
export const checkFormat = ({ report, format }: { readonly report: string; readonly format: string }): void => {
  if (report !== 'journal' && !reportFormats.some((one) => one === format))
    throw new DomainError('format_not_of_reports', '/format');
};
