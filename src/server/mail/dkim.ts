import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import DKIM from 'nodemailer/lib/dkim'
import { AppError } from '../../core/errors.ts'
import type { Channel } from './channel.ts'

/** Whose signature mails bear, and where its public half is published: `selector._domainkey.domain`. */
export interface DkimSetting {
  readonly domain: string
  readonly selector: string
  /** An RSA key in PEM. */
  readonly privateKey: string
}

/** What nobody may change on the way: how to leave, too, as mail providers ask for (RFC 8058). */
const signed = [
  ...['From', 'To', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type', 'Content-Language'],
  ...['Content-Transfer-Encoding', 'Auto-Submitted', 'List-Unsubscribe', 'List-Unsubscribe-Post'],
].join(':')

/** The shortest that the large receivers take. */
const leastBits = 1_024

/**
 * Adds a signature to mails that are ready to leave; the same mail gets the same one.
 * @throws AppError `config` for a key that is none, or none of RSA
 */
export function createSigner({ domain, selector, privateKey }: DkimSetting): (bytes: Uint8Array) => Promise<Buffer> {
  readKey(privateKey)
  const dkim = new DKIM({ domainName: domain, keySelector: selector, privateKey, headerFieldNames: signed })
  return async (bytes) => {
    const done = await buffer(dkim.sign(Buffer.from(bytes)))
    // The package leaves out a signature that it could not make.
    if (!done.subarray(0, 15).equals(Buffer.from('DKIM-Signature:')))
      throw new Error('the DKIM signature could not be made')
    return done
  }
}

/** A channel whose mails bear a signature, where one is set up. @throws AppError `config` */
export function signing(channel: Channel, setting: DkimSetting | undefined): Channel {
  if (!setting) return channel
  const sign = createSigner(setting)
  return { ...channel, send: async (mail) => channel.send({ ...mail, bytes: await sign(mail.bytes) }) }
}

/** What is to be published of the key, `v=DKIM1; k=rsa; p=…`. @throws AppError `config` */
export const toDkimRecord = ({ privateKey }: DkimSetting): string =>
  `v=DKIM1; k=rsa; p=${toPublic(readKey(privateKey))}`

/** Whether a record that is published is of the key. */
export function isRecordOf(setting: DkimSetting, published: string): boolean {
  const found = /(?:^|;)\s*p=([^;]*)/.exec(published)?.[1]?.replace(/\s/g, '')
  return found === toPublic(readKey(setting.privateKey))
}

const toPublic = (key: KeyObject) => createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')

function readKey(pem: string): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch (cause) {
    throw new AppError('config', 'the file of mail.dkim_key holds no private key in PEM', {
      at: 'mail.dkim_key',
      cause,
    })
  }
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= leastBits) return key
  const way = '`openssl genrsa -out dkim.pem 2048` makes one'
  throw new AppError('config', `the key of mail.dkim_key must be an RSA key of ${leastBits} bits or more: ${way}`, {
    at: 'mail.dkim_key',
  })
}
