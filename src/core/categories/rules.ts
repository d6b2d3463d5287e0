/** A node of the tree that apps are sorted into. */
export interface Category {
  readonly id: number
  readonly parentId: number | null
  /** Of a category that was there from the start: its words are in the catalogue, in each language. */
  readonly key: string | null
  /** What somebody called it; null while it goes by its key. */
  readonly name: string | null
}

/** What a rule looks at. All that it names must match; each text is one or more patterns, `a*|b`, of which one is enough. */
export interface RuleConditions {
  /** The app's name or its key, whole. */
  readonly app: string | null
  /** The app's key where it is a path, whole. */
  readonly path: string | null
  /** Stands somewhere in the title of the window in front. */
  readonly title: string | null
  /** A host that the title names, or one below it. */
  readonly domain: string | null
  /** The category that the app itself belongs to, or one above that. Only beside a title or a domain. */
  readonly parentId: number | null
}

export interface Rule extends RuleConditions {
  readonly id: number
  readonly categoryId: number
}

/** All categories and rules of an organisation at a revision. */
export interface Ruleset {
  readonly revision: number
  /** The highest id that was ever given to a category or a rule: none is given twice, for days keep those of rules. */
  readonly lastId: number
  readonly categories: readonly Category[]
  /** In their order: the first one that matches counts. */
  readonly rules: readonly Rule[]
}

/** What a rule may be about. Only apps are told of today; sites, projects and features are of other kinds. */
export interface Subject {
  readonly kind: string
  readonly key: string
  readonly name: string
}

/** Whether a rule judges windows by what they show, and not the app as a whole. */
export const looksAtTitle = ({ title, domain }: RuleConditions): boolean => title !== null || domain !== null
