import { describeMailKills } from '../support/mail-kills-trial.ts'

const { KILLS = 200, MAILS = 2_000 } = process.env

describeMailKills('postgres', { kills: Number(KILLS), mails: Number(MAILS), senders: 3 })
describeMailKills('sqlite', { kills: Number(KILLS), mails: Number(MAILS), senders: 1 })
