import { z } from 'zod';
import { lines } from '../validation/fields.schema.js';

const MAX_LENGTH = 2_000;

export const noteSchema = z
  .strictObject({ text: lines(MAX_LENGTH).meta({ example: 'Called: wants the invoice made out to her company.' }) })
  .meta({ id: 'NewNote' });

export type NoteBody = z.infer<typeof noteSchema>;

export const noteAnswerSchema = z
  .strictObject({
    id: z.string().meta({ example: 'note_01890a5dac96774bbcceb302099a8057' }),
    text: z.string().nullable().meta({ description: 'Null once the customer was forgotten' }),
    by: z.string().nullable().meta({ description: 'The API key (`key_…`) or person (`usr_…`) who wrote it' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Note' });
