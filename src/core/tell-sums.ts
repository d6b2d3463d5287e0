type People = ReadonlySet<string>

/** The least that is told apart. */
export interface Part {
  /** No other part or sum of the tree has it. */
  readonly key: string
  /** By which the smaller of two is known. */
  readonly size: number
  readonly people: People
  /** Who could have had some of it: they count where it is nobody's. */
  readonly around: People
}

/** A figure that is the sum of others. */
export interface Sum {
  readonly key: string
  readonly of: readonly (Sum | Part)[]
}

/** Which sums are told. */
export interface Told {
  /** What is not in the tree is nobody's, and tells nothing. */
  has(key: string): boolean
  /**
   * What can be worked out no further: the sum that is told and that has it, without what is told below that. Undefined where
   * nothing is told that has it.
   */
  blockOf(key: string): string | undefined
}

interface Node {
  readonly key: string
  above: Node | undefined
  readonly parts: readonly Node[]
  readonly size: number
  readonly people: People
  readonly around: People
  /** Whether it may be told as far as it goes by itself. */
  readonly may: boolean
  told: boolean
}

/**
 * Says which sums of a tree are told, so that none that may not be told follows by subtraction. What is left of a sum without its
 * told parts is known to whoever can subtract; so it has to be nothing, or of people that may be told of. Where it is not, further parts
 * are withheld, the smallest first. As the sums of a tree either hold one another or have nothing in common, whatever else is
 * added and subtracted comes to several such rests at once, and is of no fewer people.
 * @param mayTell of whom something may be told; with whoever is added to five people it still may
 */
export function tellSums(roots: readonly (Sum | Part)[], mayTell: (people: People) => boolean): Told {
  const nodes = new Map<string, Node>()
  for (const root of roots) settle(toNode(root, { nodes, mayTell }), mayTell)
  tellAgain([...nodes.values()], mayTell)
  return {
    has: (key) => nodes.get(key)?.told ?? true,
    blockOf: (key) => {
      const node = nodes.get(key)
      return node && (node.told ? node : toldAbove(node))?.key
    },
  }
}

interface Making {
  readonly nodes: Map<string, Node>
  mayTell(people: People): boolean
}

function toNode(sum: Sum | Part, making: Making): Node {
  const parts = 'of' in sum ? sum.of.map((part) => toNode(part, making)) : []
  const { size, people, around } = 'of' in sum ? joined(parts) : sum
  const may = making.mayTell(people.size > 0 ? people : around)
  const node: Node = { key: sum.key, above: undefined, parts, size, people, around, may, told: may }
  for (const part of parts) part.above = node
  making.nodes.set(sum.key, node)
  return node
}

const joined = (parts: readonly Node[]) => ({
  size: parts.reduce((sum, { size }) => sum + size, 0),
  people: unite(parts.map(({ people }) => people)),
  around: unite(parts.map(({ around }) => around)),
})

const unite = (all: readonly People[]): Set<string> => {
  const one = new Set<string>()
  for (const people of all) for (const id of people) one.add(id)
  return one
}

/** Withholds of what is below a sum until the rest of it may be told; what is below comes first. */
function settle(node: Node, mayTell: Making['mayTell']): void {
  for (const part of node.parts) settle(part, mayTell)
  if (!node.told || isNothing(node)) return
  while (!isSafe(node, mayTell)) {
    const [smallest] = toldBelow(node).sort(bySize)
    // Once nothing below is told, the rest is the whole, and that may be told.
    if (!smallest) return
    smallest.told = false
  }
}

/** Tells what was withheld in vain, for what was withheld after it would have done: the largest first. */
function tellAgain(nodes: readonly Node[], mayTell: Making['mayTell']): void {
  const withheld = nodes.filter((node) => node.may && !node.told).sort((a, b) => bySize(b, a))
  for (let again = true; again; ) {
    again = false
    for (const node of withheld.filter(({ told }) => !told)) {
      node.told = true
      const above = toldAbove(node)
      if (isSafe(node, mayTell) && (!above || isSafe(above, mayTell))) again = true
      else node.told = false
    }
  }
}

const bySize = (a: Node, b: Node) => a.size - b.size || (a.key < b.key ? -1 : 1)

/** Nobody's parts tell nothing. */
const isNothing = ({ people }: Node) => people.size === 0

/** Whether what is left of a told sum, without what is told below it, is nothing or may be told. */
function isSafe(node: Node, mayTell: Making['mayTell']): boolean {
  const rest = restOf(node)
  return rest.size === 0 || mayTell(rest)
}

function restOf(node: Node): People {
  if (node.parts.length === 0) return node.people
  return unite(node.parts.filter(({ told }) => !told).map(restOf))
}

/** The told sums that lie next below, whatever lies between that is not told. */
const toldBelow = (node: Node): Node[] =>
  node.parts.flatMap((part) => (isNothing(part) ? [] : part.told ? [part] : toldBelow(part)))

function toldAbove({ above }: Node): Node | undefined {
  let at = above
  while (at && !at.told) at = at.above
  return at
}
