import { Anchor } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useStore } from '../shell/store-context.js';
import { CopyText } from '../ui/copy-text.js';
import { Panel } from '../ui/page.js';
import classes from './webhooks.module.css';

const steps = ['answer', 'verify', 'once', 'test'] as const;
const listen = 'npx tollgate listen --forward http://localhost:3000/hook';

/** What a receiver has to do, for who sets up their first one. */
export const HowItWorks = () => {
  const t = useTranslations('webhooks');
  const { mode } = useStore();
  return (
    <Panel
      title={t('how')}
      side={
        <Anchor href="/docs" size="sm">
          {t('docs')}
        </Anchor>
      }
    >
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>
            <strong>{t(`step_${step}`)}</strong>
            <span>{t(`stepText_${step}`)}</span>
          </li>
        ))}
      </ol>
      {mode === 'test' ? (
        <div className={classes.listen}>
          <span className="quiet">{t('listen')}</span>
          <CopyText text={listen} name={t('command')} />
        </div>
      ) : null}
    </Panel>
  );
};
