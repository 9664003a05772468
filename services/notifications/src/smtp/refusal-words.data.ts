/** What servers write where they refuse whoever sends, and tell no enhanced status code. Source: the texts of Postfix, Exim, qmail, Sendmail
 *  and Exchange for relaying, blocklists, SPF, DKIM, DMARC and spam filters. */
export const refusalOfSender =
  /relay|rcpthosts|spf\b|dkim|dmarc|denied|blocked|block ?list|black ?list|deny ?list|listed (by|in|at)|reputation|spam|junk|policy|authenticat|sender|not (permitted|allowed|authorized) to send|rate limit|too many/i;
