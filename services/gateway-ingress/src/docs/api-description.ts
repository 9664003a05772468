import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { invariant } from '@tollgate/errors';

/** The OpenAPI document as it is served. It is made once all routes are there, before the service listens. */
@Injectable()
export class ApiDescription {
  private json: string | undefined;

  get text(): string {
    invariant(this.json !== undefined, 'the document is made before the service listens');
    return this.json;
  }

  set(document: OpenAPIObject): void {
    this.json = JSON.stringify(document);
  }
}
