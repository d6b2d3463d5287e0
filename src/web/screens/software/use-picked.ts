import { useQuery } from '@tanstack/react-query'
import { query } from '../../../protocol/client.ts'
import { software } from '../../../protocol/software.ts'
import { useSelf } from '../../data/self.ts'
import type { PickedApp } from './app-picker.tsx'

/** In the address where a licence is added for no app in particular. */
export const noApp = '1'

/** The app that a licence is to be added for, by its key; `ready` once it is known what it is called. */
export function usePicked(key: string | undefined): { readonly ready: boolean; readonly app: PickedApp | undefined } {
  const { org } = useSelf()
  const asked = key !== undefined && key !== noApp
  const { data } = useQuery({
    ...query(software, { org: org.id, search: (key ?? '').slice(0, 100), limit: '200' }),
    enabled: asked,
  })
  if (!asked) return { ready: true, app: undefined }
  return { ready: data !== undefined, app: data?.apps.find((app) => app.key === key) }
}
