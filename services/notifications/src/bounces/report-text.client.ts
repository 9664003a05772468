import { simpleParser } from 'mailparser';

/** The part of a message that tells programs what became of a mail (`message/delivery-status`); undefined where it has none. */
export const reportIn = async (message: Buffer): Promise<string | undefined> => {
  const { attachments } = await simpleParser(message, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  const found = attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  return found?.content.toString('utf8');
};
