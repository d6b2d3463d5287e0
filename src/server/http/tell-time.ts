import type { RequestListener, ServerResponse } from 'node:http'

/**
 * Agents compare their clock with the one that the server itself goes by. It is told with the rest of the head: after a header that is set
 * before it Node 20 would send the last of several cookies only.
 */
export const tellTime =
  (handle: RequestListener, now: () => number): RequestListener =>
  (request, response) => {
    const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse
    response.writeHead = (...head: unknown[]) => {
      const date = new Date(now()).toUTCString()
      const headers = head.at(-1)
      if (Array.isArray(headers)) return writeHead(...head.slice(0, -1), [...headers, 'date', date])
      response.setHeader('date', date)
      return writeHead(...head)
    }
    return handle(request, response)
  }
