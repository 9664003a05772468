import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { pageSetting } from '../api/page-setting.js';
import classes from './preview.module.css';

export type Device = 'desktop' | 'phone';

const widths: Readonly<Record<Device, number>> = { desktop: 640, phone: 375 };
const firstHeight = 600;

interface DocumentFrameProps {
  readonly title: string;
  readonly html: string;
  readonly device: Device;
}

/** The document's own look, which the policy of the page around it has to let through. */
const withNonce = (html: string): string => html.replace('<style>', `<style nonce="${pageSetting('csp-nonce') ?? ''}">`);

/** A mail or a page as its reader sees it, as wide as their window and scaled to the width that there is. No script runs in it, nothing is
 *  loaded or sent, and its links are none. */
export const DocumentFrame = ({ title, html, device }: DocumentFrameProps) => {
  const { ref, width: space } = useElementSize<HTMLDivElement>();
  const [height, setHeight] = useState(firstHeight);
  const width = widths[device];
  const scale = space === 0 ? 1 : Math.min(1, space / width);
  const settle = (frame: HTMLIFrameElement): void => {
    const page = frame.contentDocument;
    if (page === null) return;
    for (const link of [...page.links]) {
      link.removeAttribute('href');
      link.style.textDecoration = 'underline';
    }
    setHeight(page.documentElement.getBoundingClientRect().height);
  };
  return (
    <div ref={ref} className={classes.stage} style={{ height: height * scale }}>
      <iframe
        key={device}
        title={title}
        sandbox="allow-same-origin"
        srcDoc={withNonce(html)}
        className={classes.document}
        style={{ width, height, transform: `scale(${scale})`, marginLeft: Math.max(0, (space - width * scale) / 2) }}
        onLoad={({ currentTarget }) => settle(currentTarget)}
      />
    </div>
  );
};
