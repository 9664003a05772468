/** A mail as Mailpit's API shows it. */
export interface CaughtMail {
  readonly ID: string;
  readonly MessageID: string;
  readonly Subject: string;
  readonly To: readonly { readonly Address: string }[];
  readonly Size: number;
  readonly Text: string;
  readonly HTML: string;
  /** Whom it goes back to if it cannot be delivered. */
  readonly ReturnPath: string;
  readonly Attachments: readonly { readonly FileName: string; readonly Size: number }[];
}
