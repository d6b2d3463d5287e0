import { userInfo } from 'node:os'

/** Who works at the server's own computer: an account there, not a person of the organisation. */
export function localActor(): { readonly actor: string; readonly actorName: string } {
  const { username } = userInfo()
  return { actor: `local:${username}`, actorName: username }
}
