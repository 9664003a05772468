import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { LanguageSelect } from '../i18n/language-select.js';
import classes from './sign-in.module.css';

/** What somebody sees who is not in yet: sign-in, invitation, new password. */
export const EntryCard = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  useEffect(() => {
    document.title = `${title} · Tollgate`;
  }, [title]);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <img src="/central/icon.svg" width={28} height={28} alt="" />
          Tollgate Central
        </div>
        <Title order={1}>{title}</Title>
        {children}
      </div>
      <div className={classes.foot}>
        <LanguageSelect />
      </div>
    </main>
  );
};
