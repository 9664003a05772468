import { Anchor } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import type { SecondFactor, SignInStep } from '../api/session.js';
import { late } from '../ui/late.js';
import { EntryCard } from './entry-card.js';
import { PasswordForm } from './password-form.js';
import { SecondFactorForm } from './second-factor-form.js';

const AskForm = late(async () => (await import('../password-reset/ask-form.js')).AskForm);

interface SignInPageProps {
  /** The address of whose session has ended: their page waits. */
  readonly again?: string;
}

/** The password, then the second factor where the user has one. */
export const SignInPage = ({ again }: SignInPageProps) => {
  const t = useTranslations('signIn');
  const queries = useQueryClient();
  const [methods, setMethods] = useState<readonly SecondFactor[]>();
  const onStep = async (answer: SignInStep): Promise<void> => {
    if (answer.step === 'second_factor') return setMethods(answer.methods);
    await queries.invalidateQueries();
  };
  return (
    <EntryCard title={methods === undefined ? t(again === undefined ? 'title' : 'over') : t('secondFactor')}>
      {again === undefined ? null : <p className="quiet">{t('overText')}</p>}
      {methods === undefined ? (
        <>
          <PasswordForm onStep={onStep} {...(again === undefined ? {} : { known: again })} />
          {again === undefined ? (
            <Anchor component={Link} href="/password-reset">
              {t('forgotten')}
            </Anchor>
          ) : (
            <ForgottenHere email={again} />
          )}
        </>
      ) : (
        <SecondFactorForm methods={methods} onStep={onStep} onBack={() => setMethods(undefined)} />
      )}
    </EntryCard>
  );
};

/** Asks for the link in place: another page would lose the one that waits. */
const ForgottenHere = ({ email }: { readonly email: string }) => {
  const t = useTranslations('signIn');
  const [isAsked, setAsked] = useState(false);
  if (isAsked)
    return (
      <Suspense fallback={null}>
        <AskForm known={email} />
      </Suspense>
    );
  return (
    <Anchor component="button" type="button" onClick={() => setAsked(true)}>
      {t('forgotten')}
    </Anchor>
  );
};
