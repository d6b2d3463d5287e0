const contractions: Readonly<Record<string, string>> = { em: 'na', de: 'da', a: 'à' }

/** Where a week stands in a Portuguese sentence its article goes into the preposition: `em a semana` → `na semana`. */
export const contract = (sentence: string): string =>
  sentence.replace(/\b(em|de|a) a (?=semana\b)/g, (_, preposition: string) => `${contractions[preposition]} `)
