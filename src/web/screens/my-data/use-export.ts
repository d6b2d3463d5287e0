import { useEffect, useRef, useState } from 'react'
import { planCall, toProblem } from '../../../protocol/client.ts'
import { myExport } from '../../../protocol/rights.ts'
import { handOver, nameOf } from '../../ui/hand-over.ts'

export type ExportFormat = 'json' | 'csv'

/** How far a copy is. */
export type ExportState =
  | { readonly at: 'none' }
  | { readonly at: 'fetching'; readonly bytes: number }
  | { readonly at: 'ready'; readonly bytes: number; readonly name: string }
  | { readonly at: 'stopped' }

/** A copy of everything, fetched piece by piece so that one sees how far it is, then handed over as a download. */
export function useExport(org: number, onProblem: (error: unknown) => void) {
  const [state, setState] = useState<ExportState>({ at: 'none' })
  const stopper = useRef<AbortController>(undefined)
  useEffect(() => () => stopper.current?.abort(), [])
  const fetchFile = async (format: ExportFormat) => {
    const stopping = new AbortController()
    const { signal } = stopping
    stopper.current = stopping
    setState({ at: 'fetching', bytes: 0 })
    try {
      const answer = await fetch(planCall(myExport, { org, format }).url, { signal })
      if (!answer.ok || !answer.body) throw await toProblem(answer)
      const name = nameOf(answer) ?? `export.${format}`
      const { blob, bytes } = await readAll(answer.body, (bytes) => setState({ at: 'fetching', bytes }))
      handOver(blob, name)
      setState({ at: 'ready', bytes, name })
    } catch (error) {
      if (signal.aborted) return setState({ at: 'stopped' })
      setState({ at: 'none' })
      onProblem(error)
    }
  }
  return { state, start: (format: ExportFormat) => void fetchFile(format), stop: () => stopper.current?.abort() }
}

/** Told of as often as somebody can read it, in milliseconds. */
const tellMs = 200

async function readAll(body: ReadableStream<Uint8Array>, tell: (bytes: number) => void) {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let [bytes, toldAt] = [0, 0]
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { blob: new Blob(pieces), bytes }
    pieces.push(value as Uint8Array<ArrayBuffer>)
    bytes += value.length
    if (performance.now() - toldAt < tellMs) continue
    toldAt = performance.now()
    tell(bytes)
  }
}
