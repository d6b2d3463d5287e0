import { getRouterParam, type H3Event, HTTPResponse } from 'h3'
import { AppError } from '../../core/errors.ts'
import { screenEntries } from '../../protocol/screens.ts'
import type { Guard } from '../http/guard.ts'
import { nodeRequestOf, type Route } from '../http/route.ts'
import { headerOf } from '../http/visitor.ts'
import { createWebFiles } from '../http/web-files.ts'
import { nowherePage, type SignInPage } from '../pages/account-forms.ts'
import { page } from './account-pages.ts'

/** Scripts, styles and answers come from this server alone, and no script stands in a page. */
const pageHeaders = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

/** Every path of a screen. */
export const screenPaths: readonly string[] = Object.values(screenEntries).map(({ path }) => path)

/** The web: one page for every screen, for who is signed in, and the files it is made of. */
export const webRoutes = (guard: Guard, signInPage: SignInPage): Route[] => {
  const files = createWebFiles()
  const accepts = (event: H3Event) => headerOf(nodeRequestOf(event), 'accept-encoding')
  return [
    ...screenPaths.map(
      (path): Route =>
        (app) => {
          app.get(path, async (event) => {
            if (!(await guard.find(event))) {
              const next = event.url.pathname + event.url.search
              return page(signInPage({ locale: guard.visitor(event).locale, next }, true), 401)
            }
            const { body, headers } = await files.read('index.html', accepts(event))
            return new HTTPResponse(body, { headers: { ...headers, ...pageHeaders } })
          })
        },
    ),
    (app) => {
      // Whoever follows a link that leads nowhere is told so by a page; programs are told as of any error.
      app.get('/**', async (event) => {
        const isPage = headerOf(nodeRequestOf(event), 'accept').includes('text/html')
        if (!isPage || /^\/(api|assets|\.well-known)(\/|$)/.test(event.url.pathname))
          throw new AppError('not_found', 'there is nothing at this address')
        if (!(await guard.find(event))) return page(nowherePage(guard.visitor(event).locale), 404)
        const { body, headers } = await files.read('index.html', accepts(event))
        return new HTTPResponse(body, { status: 404, headers: { ...headers, ...pageHeaders } })
      })
    },
    (app) => {
      // The name of a file is made from what is in it: under this name it never changes.
      app.get('/assets/:file', async (event) => {
        const { body, headers } = await files.read(`assets/${getRouterParam(event, 'file')}`, accepts(event))
        event.res.headers.set('cache-control', 'public, max-age=31536000, immutable')
        return new HTTPResponse(body, { headers })
      })
    },
  ]
}
