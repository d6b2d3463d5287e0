import { createHash, timingSafeEqual } from 'node:crypto'
import { HTTPResponse } from 'h3'
import { AppError } from '../../core/errors.ts'
import { bearerToken, nodeRequestOf, type Route } from '../http/route.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { metricsType } from '../metrics/text.ts'

/**
 * `/metrics`, for Prometheus.
 * @param token what a scraper has to show; undefined only where nobody else can come
 */
export const metricsRoutes = (metrics: Metrics, token: string | undefined): Route[] => [
  (app) => {
    app.get('/metrics', async (event) => {
      if (token !== undefined && !isSame(bearerToken(nodeRequestOf(event)), token))
        throw new AppError('unauthenticated', 'this is not the token of server.metrics_token')
      return new HTTPResponse(await metrics.scrape(), { headers: { 'content-type': metricsType } })
    })
  },
]

const digest = (text: string) => createHash('sha256').update(text).digest()
const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted))
