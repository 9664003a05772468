import { Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SecondFactor, SignInStep } from '../api/session.js';
import { LanguageSelect } from '../i18n/language-select.js';
import { PasswordForm } from './password-form.js';
import { SecondFactorForm } from './second-factor-form.js';
import classes from './sign-in.module.css';

/** The password, then the second factor where the user has one. */
export const SignInPage = () => {
  const t = useTranslations('signIn');
  const queries = useQueryClient();
  const [methods, setMethods] = useState<readonly SecondFactor[]>();
  useEffect(() => {
    document.title = `${t('title')} · Tollgate`;
  }, [t]);
  const onStep = async (answer: SignInStep): Promise<void> => {
    if (answer.step === 'second_factor') return setMethods(answer.methods);
    // What was shown in a session that has ended is not shown to who comes next.
    queries.removeQueries({ type: 'inactive' });
    await queries.invalidateQueries();
  };
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <img src="/central/icon.svg" width={28} height={28} alt="" />
          Tollgate Central
        </div>
        <Title order={1}>{methods === undefined ? t('title') : t('secondFactor')}</Title>
        {methods === undefined ? (
          <PasswordForm onStep={onStep} />
        ) : (
          <SecondFactorForm methods={methods} onStep={onStep} onBack={() => setMethods(undefined)} />
        )}
      </div>
      <div className={classes.foot}>
        <LanguageSelect />
      </div>
    </main>
  );
};
