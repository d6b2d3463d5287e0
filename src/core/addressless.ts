/** Stands in a mail for nobody's address, in an outbox only: a file needs no mailbox, and people are not shown this. */
export const addressless = 'owner@localhost'
