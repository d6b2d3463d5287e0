/** The browser saves it where it saves what one downloads. */
export function handOver(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The download has begun by then; without this the whole copy stays in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** The name that the server gave a file. */
export const nameOf = (answer: Response): string | undefined =>
  /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
