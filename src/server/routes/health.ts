import type { H3 } from 'h3'
import { AppError } from '../../core/errors.ts'
import type { Store } from '../store/store.ts'

/** `/healthz`: the process answers. `/readyz`: so does its database. */
export const healthRoutes = (store: Store) => [
  (app: H3) => {
    app.get('/healthz', () => ({ status: 'ok' }))
    app.get('/readyz', async () => {
      try {
        await store.ping()
        return { status: 'ready' }
      } catch (cause) {
        throw new AppError('too_busy', 'the database does not answer', { cause })
      }
    })
  },
]
