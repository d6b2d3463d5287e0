import { H3 } from 'h3'
import { AppError } from '../core/errors.ts'
import { errorResponse } from './http/error-response.ts'
import { checkHost, type HostRule } from './http/hosts.ts'
import { bearerToken, nodeRequestOf, type Route } from './http/route.ts'
import type { Log } from './log.ts'
import { findDeviceByToken } from './store/devices.ts'
import type { Store } from './store/store.ts'

export interface AppOptions {
  readonly hosts: HostRule
  readonly log: Log
  readonly routes: readonly Route[]
}

/** Every route behind the same door: right host, no caching, errors in one shape. */
export function createApp(store: Store, { hosts, log, routes }: AppOptions): H3 {
  const app = new H3({
    silent: true,
    onError: (error) => errorResponse(error, (cause) => log.error({ err: cause }, 'a request failed')),
  })
  app.use((event) => {
    checkHost(nodeRequestOf(event), hosts)
    event.res.headers.set('cache-control', 'no-store')
    event.res.headers.set('x-content-type-options', 'nosniff')
    event.res.headers.set('referrer-policy', 'no-referrer')
  })
  for (const add of routes)
    add(app, async (request) => {
      const device = await findDeviceByToken(store, bearerToken(request))
      if (!device) throw new AppError('unauthenticated', 'this device token is not known here; enrol the device again')
      return device
    })
  app.all('/**', () => {
    throw new AppError('not_found', 'there is nothing at this address')
  })
  return app
}
