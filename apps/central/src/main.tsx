import './theme/styles.js';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { pageSetting } from './api/page-setting.js';
import { queryClient } from './api/query-client.js';
import { App } from './app.js';
import { LanguageProvider } from './i18n/language-provider.js';
import { theme } from './theme/theme.js';
import { FailureBoundary } from './ui/failure-boundary.js';

/** The one under which the server lets this page add styles: Mantine's own, and the scroll lock of its dialogs. */
const nonce = pageSetting('csp-nonce') ?? '';
setNonce(nonce);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queryClient}>
        <FailureBoundary fallback={() => 'Tollgate Central could not be loaded. Load the page again.'}>
          <LanguageProvider>
            <App />
          </LanguageProvider>
        </FailureBoundary>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
