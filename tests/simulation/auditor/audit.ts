import {
  acknowledgedOrdersExist,
  answersStayTheSame,
  approvedMeansApproved,
  keysExecuteOnce,
  nothingBreaks,
  requestsAreAnswered,
  tenantsAreApart,
} from './answers.ts';
import { completeMeansComplete, customersGetEverything, paidIsGranted } from './delivery.ts';
import { blockedIsRejected, everybodyHeard, ordersEnd, reportsAreTrue, settingsAreFresh } from './ends.ts';
import { booksOf, type Evidence, type Rule, type Violation } from './evidence.ts';
import { aSecondPersonApproves, creditsStayWithinTheDay, onePersonStaysWithinTheLimit } from './giving-back.ts';
import { keysAreOnes } from './license-keys.ts';
import { mailsAreSent } from './mails.ts';
import {
  expiryTakesTheRest,
  moneyIsConserved,
  nothingStaysUnknown,
  oneAuthorizationIsLive,
  pricesAddUp,
  requestsStayWithin,
} from './money.ts';
import { hashesChain, paymentsGoStepByStep, repetitionsHaveOneEffect, versionsAreGapless } from './record.ts';
import { webhooksArrive } from './webhooks.ts';

export const rules: readonly Rule[] = [
  acknowledgedOrdersExist,
  versionsAreGapless,
  paymentsGoStepByStep,
  hashesChain,
  oneAuthorizationIsLive,
  nothingStaysUnknown,
  moneyIsConserved,
  requestsStayWithin,
  expiryTakesTheRest,
  pricesAddUp,
  creditsStayWithinTheDay,
  onePersonStaysWithinTheLimit,
  aSecondPersonApproves,
  answersStayTheSame,
  keysExecuteOnce,
  approvedMeansApproved,
  everybodyHeard,
  reportsAreTrue,
  repetitionsHaveOneEffect,
  paidIsGranted,
  completeMeansComplete,
  customersGetEverything,
  mailsAreSent,
  tenantsAreApart,
  nothingBreaks,
  ordersEnd,
  requestsAreAnswered,
  settingsAreFresh,
  blockedIsRejected,
  webhooksArrive,
  keysAreOnes,
];

/** Judges a run by what everybody's books say. */
export const audit = (evidence: Evidence): readonly Violation[] => {
  const books = booksOf(evidence);
  return rules.flatMap((rule) => rule(evidence, books));
};
