import { expect, it } from 'vitest'
import { AppError } from '../core/errors.ts'
import { createQueries } from './queries.ts'

/** Asks once, then again where the answer is a refusal. */
async function askTwice(first: () => Promise<string>) {
  const stale: unknown[] = []
  const queries = createQueries((error) => stale.push(error))
  const asked = (queryFn: () => Promise<string>) => ({ queryKey: ['figures'], queryFn })
  const refusal = new AppError('forbidden', 'this is not for you')
  await queries.prefetchQuery(asked(first))
  await queries.prefetchQuery({ ...asked(() => Promise.reject(refusal)), staleTime: 0 })
  const { throwOnError } = queries.defaultQueryOptions(asked(first))
  const query = queries.getQueryCache().find<string>({ queryKey: ['figures'] })!
  const takesScreen = typeof throwOnError === 'function' ? throwOnError(refusal, query as never) : throwOnError
  queries.clear()
  return { takesScreen, stale: stale.length, data: query.state.data, status: query.state.status }
}

it('leaves a screen, and what was typed in it, where it cannot be asked for anew, and says so', async () => {
  expect(await askTwice(async () => 'four hours')).toEqual({
    ...{ takesScreen: false, stale: 1, data: 'four hours', status: 'error' },
  })
})

it('shows what went wrong in its place where there is nothing to show', async () => {
  expect(await askTwice(() => Promise.reject(new AppError('forbidden', 'not for you')))).toMatchObject({
    ...{ takesScreen: true, stale: 0, data: undefined },
  })
})
