import { useQueryClient } from '@tanstack/react-query'
import { query } from '../../protocol/client.ts'
import { me } from '../../protocol/me.ts'
import { useAddress } from './param.ts'

/**
 * What a link has in its address where something cannot be shown: nobody else and no period, and the organisation only if one is in it.
 * With what is wrong in the address the link would lead to where one is.
 */
export function useWayOut(): Readonly<Record<string, string | undefined>> {
  const { org } = useAddress()
  const known = useQueryClient().getQueryData<{ readonly organisations: readonly { readonly id: number }[] }>(
    query(me, {}).queryKey,
  )
  const isTheirs = known?.organisations.some(({ id }) => String(id) === org) ?? false
  return { org: isTheirs ? org : undefined, person: undefined, reason: undefined, period: undefined }
}
