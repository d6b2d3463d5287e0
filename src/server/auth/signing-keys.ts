import { randomUUID, type webcrypto } from 'node:crypto'
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK } from 'jose'
import { dayMs, hourMs, minuteMs } from '../../core/time.ts'
import { addSigningKey, findSigningKeys, type SigningKey } from '../store/api-clients.ts'
import type { Store } from '../store/store.ts'
import type { Vault } from './vault.ts'

/** A key signs for so long. */
const signMs = 30 * dayMs
/** It is shown for so long before it signs, so that who keeps the list of keys knows it in time. */
const shownBeforeMs = dayMs
/** And shown until its last token is over. */
const shownMs = signMs + 2 * shownBeforeMs + hourMs
/** Other servers on one database make keys too. */
const lookAgainMs = minuteMs

export const signingAlgorithm = 'EdDSA'

export interface SigningKeys {
  /** What signs now. */
  signer(): Promise<{ readonly kid: string; readonly key: webcrypto.CryptoKey }>
  /** What everybody may see, to check a signature. */
  published(): Promise<JSONWebKeySet>
  /** The same, as `jose` looks a key up. */
  find(): Promise<ReturnType<typeof createLocalJWKSet>>
}

/** Ed25519 keys that take turns; the private halves lie sealed in the database. */
export function createSigningKeys(store: Store, vault: Vault, now: () => number): SigningKeys {
  let known: { readonly keys: readonly SigningKey[]; readonly at: number } | undefined
  let looking: Promise<readonly SigningKey[]> | undefined
  const load = async (): Promise<readonly SigningKey[]> => {
    if (known && now() - known.at < lookAgainMs && now() >= known.at) return known.keys
    // Many who ask at once, as anybody may, get one key made and not one each.
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }
  const look = async (): Promise<readonly SigningKey[]> => {
    const keys = await findSigningKeys(store, now() - shownMs)
    const isDue = keys.length === 0 || now() - keys[0]!.createdAt >= signMs - shownBeforeMs
    const all = isDue ? [await make(store, vault, now()), ...keys] : keys
    known = { keys: all, at: now() }
    return all
  }
  const remake = async () => {
    const key = await make(store, vault, now())
    known = undefined
    return key
  }
  const published = async () => ({ keys: (await load()).map(({ publicKey }) => JSON.parse(publicKey) as JWK) })
  return {
    published,
    find: async () => createLocalJWKSet(await published()),
    signer: async () => {
      const keys = await load()
      const usable = keys.filter((one) => canOpen(vault, one))
      const settled = usable.find(({ createdAt }) => now() - createdAt >= shownBeforeMs) ?? usable.at(-1)
      const { kid, privateKey } = settled ?? (await remake())
      const jwk = JSON.parse(vault.open(privateKey, kid)) as JWK
      return { kid, key: (await importJWK(jwk, signingAlgorithm)) as webcrypto.CryptoKey }
    },
  }
}

/** Whoever has lost `server.key` goes on with another, and so with other keys of these. */
function canOpen(vault: Vault, { kid, privateKey }: SigningKey): boolean {
  try {
    return vault.open(privateKey, kid) !== ''
  } catch {
    return false
  }
}

async function make(store: Store, vault: Vault, now: number): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(signingAlgorithm, { crv: 'Ed25519', extractable: true })
  const kid = randomUUID()
  const shown = { ...(await exportJWK(publicKey)), kid, alg: signingAlgorithm, use: 'sig' }
  const key = {
    kid,
    publicKey: JSON.stringify(shown),
    privateKey: vault.seal(JSON.stringify(await exportJWK(privateKey)), kid),
    createdAt: now,
  }
  await addSigningKey(store, key, now - shownMs)
  return key
}
