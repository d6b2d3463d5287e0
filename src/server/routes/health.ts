import type { H3 } from 'h3'
import { within } from '../../core/deadline.ts'
import { AppError } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'
import type { Store } from '../store/store.ts'

/** `/healthz`: the process answers. `/readyz`: so does its database. */
export const healthRoutes = (store: Store) => [
  (app: H3) => {
    app.get('/healthz', () => ({ status: 'ok' }))
    app.get('/readyz', async () => {
      try {
        await within(patienceMs, store.ping(), away)
        return { status: 'ready' }
      } catch {
        throw away()
      }
    })
  },
]

/** Whoever asks whether a server is ready has others to ask. */
const patienceMs = 2 * secondMs
const away = () => new AppError('store_unavailable', 'the database does not answer')
