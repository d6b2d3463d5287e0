/** A node of the tree in a version resource: a key, a value and children, each at the next multiple of four bytes. */
interface VersionNode {
  readonly key: string
  readonly value: Buffer
  /** What follows the value, up to the node's end. */
  readonly children: Buffer
}

/** Words before the key: the node's length in bytes, the value's, and whether the value is text. */
const headLength = 6

/**
 * Reads `FileDescription` from the version resource of a file (`VS_VERSIONINFO`), which is what Windows shows as a program's name:
 * of the first language that has one. Undefined where there is none. The resource is as hostile as the program.
 */
export function findFileDescription(resource: Buffer): string | undefined {
  const root = readNode(resource)
  if (root?.key !== 'VS_VERSION_INFO') return undefined
  const tables = readNodes(root.children)
    .filter(({ key }) => key === 'StringFileInfo')
    .flatMap(({ children }) => readNodes(children))
  for (const table of tables) {
    const found = readNodes(table.children).find(({ key }) => key === 'FileDescription')
    const text = found && toText(found.value).trim()
    if (text) return text
  }
  return undefined
}

function readNodes(bytes: Buffer): VersionNode[] {
  const nodes: VersionNode[] = []
  for (let rest = bytes; rest.length >= headLength; ) {
    const node = readNode(rest)
    if (!node) break
    nodes.push(node)
    rest = rest.subarray(align(rest.readUInt16LE(0)))
  }
  return nodes
}

/** Undefined where there is no whole node. */
function readNode(bytes: Buffer): VersionNode | undefined {
  if (bytes.length < headLength) return undefined
  const length = bytes.readUInt16LE(0)
  if (length < headLength || length > bytes.length) return undefined
  const node = bytes.subarray(0, length)
  const keyEnd = findEnd(node, headLength)
  const valueStart = align(keyEnd + 2)
  // Of text the length is told in characters, and some compilers tell it in bytes: text ends at its zero.
  const isText = node.readUInt16LE(4) === 1
  const valueLength = node.readUInt16LE(2) * (isText ? 2 : 1)
  return {
    key: node.toString('utf16le', headLength, keyEnd),
    value: node.subarray(valueStart, valueStart + valueLength),
    children: node.subarray(align(valueStart + valueLength)),
  }
}

const align = (at: number) => (at + 3) & ~3

/** Where the text that begins here has its zero, or the bytes their end. */
function findEnd(bytes: Buffer, start: number): number {
  for (let at = start; at + 2 <= bytes.length; at += 2) if (bytes.readUInt16LE(at) === 0) return at
  return bytes.length - ((bytes.length - start) % 2)
}

const toText = (value: Buffer) => value.toString('utf16le', 0, findEnd(value, 0))
