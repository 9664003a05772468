/** What a mail says, in both of its forms. */
export interface MailContents {
  readonly subject: string;
  /** Lines end in \n. */
  readonly text: string;
  readonly html: string;
}
