import type { PageWords, Sentences } from './page-words.js';

export const en: PageWords = {
  yourDownloads: 'Your downloads',
  download: 'Download',
  size: 'Size',
  availableUntil: 'Available until',
  licenseKey: 'License key',
  licenseKeys: 'License keys',
  checksum: 'Checksum',
  checksumNote: 'For whoever wants to compare the file with what the shop sold: its SHA-256.',
  leftOne: 'This link is good for one complete download.',
  leftMany: 'This link is good for {count} complete downloads.',
  goOn: 'If it is interrupted, open this page again and continue.',
  preparing: 'Your own copy is being prepared. This takes a moment.',
  unprepared: 'Your own copy could not be prepared. Please ask the shop: it can help you.',
  ready: 'Ready to download',
  running: 'Being downloaded: {sent} of {size}',
  interrupted: 'Interrupted: {sent} of {size} were sent',
  interruptedHint:
    'Continue it in your browser’s list of downloads. If that does not work, press the button to download it from its beginning.',
  newer: 'The shop has a newer version of this file: the button downloads that one.',
  sent: 'Sent to you: please say whether it arrived',
  question: 'The whole file was sent to you. Has it arrived?',
  yes: 'Yes, I have it',
  ifNot: 'If it has not, download it again:',
  downloaded: 'Downloaded',
  downloadedAt: 'Downloaded on {time}',
  refunded: 'Refunded',
  refundedAt: 'Refunded on {time}',
  expired: 'Available until {time}: expired',
  alsoInOrder: 'Also in this order',
  othersAreInReceipt: 'To download these, use their links in your receipt.',
  inThisOrder: 'In this order',
  order: 'Order {order}',
  askShop: 'Questions? Please ask {seller}, and name your order.',
  askAt: 'Questions? Ask {seller}, and name your order:',
  test: 'This order is a test: no money moved.',
  languages: 'Language',
  failed: ['That did not work', 'Please try again in a minute.'],
};

/** By the code of the problem. Programs get these texts as `detail`. */
export const enSentences: Sentences = {
  not_found: ['No such download', 'Please check the link in your receipt: it may have been cut off.'],
  already_downloaded: [
    'Already downloaded',
    'This file was downloaded completely. The shop that sold it can give you a new link.',
  ],
  access_closed: [
    'All downloads are done',
    'Every file of this order was downloaded completely. The shop that sold it can give you new links.',
  ],
  access_revoked: [
    'This purchase was refunded',
    'With the refund the download ended. The shop that sold the file can tell you more.',
  ],
  link_expired: ['This link has expired', 'The shop that sold the file can give you a new link.'],
  link_replaced: ['This link was replaced', 'Please use the link in the latest message from the shop.'],
  not_arrived: ['Not everything was sent yet', 'Some of the file has not been sent to you. Please go back and download it.'],
  being_prepared: ['One moment, please', 'Your own copy of this file is being prepared. Please try again in a few seconds.'],
  preparation_failed: ['Your copy could not be prepared', 'The shop that sold the file can help you. Please name your order.'],
  too_many_parallel: ['One moment, please', 'This file is being downloaded already. Please try again when that has ended.'],
  too_many_bytes: [
    'Downloaded too often',
    'This file was fetched several times without arriving whole. The shop that sold it can give you a new link.',
  ],
  too_many_requests: ['One moment, please', 'Too much is asked for from your address. Please try again in a minute.'],
  temporarily_unavailable: ['One moment, please', 'The download is not available right now. Please try again in a minute.'],
  method_not_allowed: [
    'Nothing was changed',
    'This address does not take a request of that kind, now or later. Please open the link in your receipt.',
  ],
  precondition_failed: [
    'Another version',
    'The file is not the version that was asked for. Please download it from its beginning.',
  ],
  range_not_satisfiable: [
    'No such part',
    'The file ends before the part that was asked for. Please download it from its beginning.',
  ],
};
