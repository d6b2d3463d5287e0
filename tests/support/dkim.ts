import { generateKeyPairSync } from 'node:crypto'
import { dkimVerify } from 'mailauth'
import { type DkimSetting, toDkimRecord } from '../../src/server/mail/dkim.ts'

/** A signature for `example.org`, with a key of its own. */
export function createDkim(domain = 'example.org'): DkimSetting {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { domain, selector: 'usage1', privateKey }
}

/** What DNS would say, were the key published there and nothing else. */
export const dnsOf =
  (setting: DkimSetting) =>
  async (name: string, type: string): Promise<string[][]> => {
    if (type === 'TXT' && name === `${setting.selector}._domainkey.${setting.domain}`) {
      const record = toDkimRecord(setting)
      return [[record.slice(0, 200), record.slice(200)]]
    }
    throw Object.assign(new Error(`no ${type} of ${name}`), { code: 'ENOTFOUND' })
  }

/** How another library finds the signatures of a mail: result, and the headers that each covers. */
export async function verifyDkim(bytes: Uint8Array, setting: DkimSetting) {
  const { results } = await dkimVerify(Buffer.from(bytes), { resolver: dnsOf(setting) })
  return results.map((one) => ({
    result: one.status.result,
    domain: one.signingDomain,
    // The package's types leave them out.
    headers: toNames((one as { readonly signingHeaders?: { readonly keys?: string } }).signingHeaders?.keys),
  }))
}

const toNames = (keys = '') => keys.toLowerCase().split(/\s*:\s*/)
