import { Button, FileButton, Group, Input } from '@mantine/core';
import { IconPhoto, IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { sendBytes } from '../../api/client.js';
import { useStore } from '../../shell/store-context.js';
import { useProblemText } from '../../ui/problem-notice.js';
import { asMailImage } from './as-mail-image.js';
import classes from './receipt.module.css';

interface LogoInputProps {
  /** SHA-256; empty: none. */
  readonly logo: string;
  readonly isReadOnly: boolean;
  readonly fault: string | undefined;
  readonly onChange: (logo: string) => void;
}

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The shop's image: it is uploaded at once, and shown to customers once the settings are saved. */
export const LogoInput = ({ logo, isReadOnly, fault, onChange }: LogoInputProps) => {
  const t = useTranslations('receipt');
  const text = useProblemText();
  const { path } = useStore();
  const hint = useId();
  const sending = useMutation({
    mutationFn: async (chosen: File) => {
      const file = await asMailImage(chosen);
      const sha256 = hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
      const headers = { 'content-type': file.type || 'application/octet-stream' };
      return sendBytes<{ readonly sha256: string }>(path(`/receipt-logos/${sha256}`), { method: 'PUT', bytes: file, headers });
    },
    onSuccess: ({ sha256 }) => onChange(sha256),
  });
  const error = sending.error === null ? fault : text(sending.error);
  return (
    <Input.Wrapper label={t('logo')} labelElement="div" description={t('logoHint')} descriptionProps={{ id: hint }} error={error}>
      <div className={classes.logo}>
        <div className={classes.logoPlace}>
          {logo === '' ? (
            <IconPhoto size={28} stroke={1.4} aria-hidden />
          ) : (
            <img src={`/central/api${path(`/receipt-logos/${logo}`)}`} alt={t('logoAlt')} />
          )}
        </div>
        {isReadOnly ? null : (
          <Group gap="xs">
            <FileButton
              accept="image/png,image/jpeg,image/webp"
              onChange={(file) => {
                if (file !== null) sending.mutate(file);
              }}
            >
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  size="xs"
                  aria-describedby={hint}
                  loading={sending.isPending}
                  leftSection={<IconUpload size={14} aria-hidden />}
                >
                  {t(logo === '' ? 'uploadLogo' : 'replaceLogo')}
                </Button>
              )}
            </FileButton>
            {logo === '' ? null : (
              <Button variant="subtle" color="gray" size="xs" onClick={() => onChange('')}>
                {t('removeLogo')}
              </Button>
            )}
          </Group>
        )}
      </div>
    </Input.Wrapper>
  );
};
