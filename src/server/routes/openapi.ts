import { toOpenApi } from '../../protocol/openapi.ts'
import type { Route } from '../http/route.ts'

/** The API describes itself. @param version of the program */
export const openApiRoutes = (version: string): Route[] => [
  (app) => {
    const document = toOpenApi(version)
    app.get('/api/v1/openapi.json', () => document)
  },
]
