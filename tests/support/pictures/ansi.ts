import { escapeXml } from '../../../src/core/escape.ts'

/** The colours of the 256 that the terminal form uses. */
const colors: Readonly<Record<string, string>> = {
  '67': '#5f87af',
  '110': '#87afd7',
  '172': '#d78700',
  '30': '#008787',
  '140': '#af87d7',
  '131': '#af5f5f',
  '245': '#8a8a8a',
  '166': '#d75f00',
}

function styleOf(codes: string): string {
  const color = /38;5;(\d+)/.exec(codes)?.[1]
  const rest = codes.replace(/38;5;\d+/, '').split(';')
  return [
    color ? `color:${colors[color] ?? '#d0d0d0'}` : '',
    rest.includes('1') ? 'font-weight:700' : '',
    rest.includes('2') ? 'opacity:.62' : '',
  ]
    .filter(Boolean)
    .join(';')
}

/** A terminal of its own as a page: what it shows after a command. */
export function toTerminalPage(command: string, output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are told colours by them
  const pieces = output.split(/\u001b\[([\d;]*)m/)
  const body = pieces.map((piece, i) => {
    if (i % 2 === 1) return ''
    const style = i === 0 ? '' : styleOf(pieces[i - 1]!)
    return style ? `<span style="${style}">${escapeXml(piece)}</span>` : escapeXml(piece)
  })
  return `<!DOCTYPE html><meta charset="utf-8"><body style="margin:0;background:#16191d"><pre style="display:inline-block;margin:0;padding:20px 24px;color:#d6dae0;font:14px/16px 'DejaVu Sans Mono',monospace"><span style="opacity:.62">$ </span>${escapeXml(command)}\n\n${body.join('')}</pre></body>`
}
