import type { Columns } from '../columns.ts'

/** What an organisation, or a person alone, pays for. */
export const licences = (c: Columns) => ({
  licences: c.table(
    'licences',
    {
      orgId: c.int().notNull(),
      id: c.text().notNull(),
      name: c.text().notNull(),
      /** Keys of the apps that it lets one use, at least one. */
      apps: c.json().notNull(),
      /** How many may use them; null is any number. */
      seats: c.int(),
      /** Of one seat, in hundredths of the currency; null where no price is set. */
      priceMinor: c.int(),
      /** `BRL`; null where no price is set. */
      currency: c.text(),
      /** `month` or `year`: what the price is for. */
      per: c.text().notNull(),
      /** A day, `2027-03-31`; null where none is set. */
      renewsOn: c.text(),
      createdAt: c.int().notNull(),
      changedAt: c.int().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.orgId, t.id] })],
  ),
})
