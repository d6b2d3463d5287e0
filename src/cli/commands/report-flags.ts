import type { Command } from 'commander'

/** Which report is meant: for every command that shows one. */
export const withReportFlags = (command: Command): Command =>
  command
    .option('--month <month>', 'as 2026-10; default: the month so far')
    .option('--week [week]', 'as 2026-W44, or the Sunday on which it begins; without one the week so far')
    .option('--person <who>', 'an e-mail address, a name or an id; default: the owner')
    .option('--org', 'of the whole organisation')
