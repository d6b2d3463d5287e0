import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { toLocale } from '../core/texts/texts.ts'
import { createQueries } from './queries.ts'
import { createWebRouter } from './router.tsx'
import { applyTheme, storedTheme } from './shell/theme.ts'
import { toast } from './shell/toasts.tsx'
import { toStaleText } from './words/problems.ts'

applyTheme(storedTheme())
// The page's language is the reader's once it is known who reads.
const sayStale = (error: unknown) => toast(toStaleText(toLocale(document.documentElement.lang), error), 'problem')
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={createQueries(sayStale)}>
      <RouterProvider router={createWebRouter()} />
    </QueryClientProvider>
  </StrictMode>,
)
