/** What a customer is told of a link, by the code of the problem: a page's title, and the text that programs get as `detail`. */
export const sentences: Readonly<Record<string, readonly [title: string, text: string]>> = {
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
