/** Where programs get their access tokens: a form post, answered as OAuth 2.0 says. */
export const tokenPath = '/api/v1/oauth/token'
