import { describeMailKills } from '../support/mail-kills-trial.ts'

describeMailKills('sqlite', { kills: 10, mails: 200, senders: 1 })
describeMailKills('postgres', { kills: 10, mails: 200, senders: 3 })
