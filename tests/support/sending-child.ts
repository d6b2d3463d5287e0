// Sends the mails that are due, as a server does, again and again until it is killed. Says `ready` once, then nothing.
import { setTimeout as sleep } from 'node:timers/promises'
import { sendDueMails } from '../../src/server/jobs/send-mails.ts'
import { createLog } from '../../src/server/log.ts'
import { createSmtpChannel } from '../../src/server/mail/smtp.ts'
import { openStore } from '../../src/server/store/open.ts'

const [, , database, url] = process.argv
const store = await openStore(database!)
const options = {
  channel: createSmtpChannel({ url: url! }),
  from: { name: 'usage-audit', address: 'audit@example.org' },
  log: createLog('silent'),
  // Small, so that most of the time goes where kills are of interest.
  compose: async ({ messageId, reader }: { messageId: string; reader: { address: string } }) =>
    Buffer.from(`Message-ID: ${messageId}\r\nTo: ${reader.address}\r\nSubject: x\r\n\r\nx\r\n`),
}
process.stdout.write('ready\n')
for (;;) {
  await sendDueMails(store, options, Date.now)
  await sleep(20)
}
