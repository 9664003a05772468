import { Catch, type ExceptionFilter } from '@nestjs/common';

/** Lets every error through as it is. Nest's own filter makes a plain `{ status: 'error' }` of each, and the transport
 *  could not tell apart a TransientError and a defect any more. */
@Catch()
export class PassThrough implements ExceptionFilter {
  catch(error: unknown): never {
    throw error;
  }
}
