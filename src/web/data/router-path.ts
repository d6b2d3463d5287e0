/** As the router has it: `/reports/:report` → `/reports/$report` */
export const toRouterPath = (path: string): string => path.replace(/:(\w+)/g, '$$$1')
