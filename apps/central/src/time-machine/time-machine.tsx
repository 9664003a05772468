import { Button, Popover, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStore } from '../shell/store-context.js';
import { localIn, momentIn, usualMoments } from './moment.js';
import classes from './time-machine.module.css';
import { useAt } from './use-at.js';

/** Shows the page as it was at a moment of the store's clocks. */
export const TimeMachine = () => {
  const t = useTranslations('timeMachine');
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      opened={isOpen}
      onChange={(next) => (next ? undefined : close())}
      position="bottom-end"
      trapFocus
      withinPortal={false}
    >
      <Popover.Target>
        <Button variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={toggle} className="no-print">
          {t('title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Choice onDone={close} />
      </Popover.Dropdown>
    </Popover>
  );
};

const Choice = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTranslations('timeMachine');
  const { store } = useStore();
  const { at, go } = useAt();
  const [now] = useState(() => new Date().toISOString());
  const [local, setLocal] = useState(() => localIn(at ?? now, store.timeZone));
  const moment = momentIn(local, store.timeZone);
  const isPast = moment !== undefined && moment < now;
  const usual = usualMoments(now, store.timeZone);
  const show = (wanted: string): void => {
    onDone();
    go(wanted);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isPast) show(moment);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" className={classes.choice}>
        <TextInput
          type="datetime-local"
          label={t('moment')}
          description={t('zone', { zone: store.timeZone })}
          max={localIn(now, store.timeZone)}
          value={local}
          error={isPast ? undefined : t('notPast')}
          onChange={({ currentTarget: { value } }) => setLocal(value)}
        />
        <div className={classes.usual}>
          <Button size="compact-xs" variant="default" onClick={() => show(usual.yesterday)}>
            {t('yesterday')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => show(usual.lastMonth)}>
            {t('lastMonth')}
          </Button>
        </div>
        <Button type="submit" disabled={!isPast}>
          {t('show')}
        </Button>
      </Stack>
    </form>
  );
};
