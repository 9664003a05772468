import { Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import type { ApiDocuments } from './api-documents.js';

/** The OpenAPI documents as they are served. They are made once all routes are there, before the service listens. */
@Injectable()
export class ApiDescription {
  private texts: Readonly<Record<keyof ApiDocuments, string>> | undefined;

  textOf(api: keyof ApiDocuments): string {
    invariant(this.texts !== undefined, 'the documents are made before the service listens');
    return this.texts[api];
  }

  set({ merchant, central }: ApiDocuments): void {
    this.texts = { merchant: JSON.stringify(merchant), central: JSON.stringify(central) };
  }
}
